CREATE TABLE "deleted_accounts" (
	"appid_hash" text PRIMARY KEY NOT NULL,
	"time" bigint NOT NULL,
	"rank" integer NOT NULL,
	"code" text NOT NULL,
	"deleted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "property_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"url_sealed" text NOT NULL,
	"authorization_sealed" text,
	"mapping" jsonb NOT NULL,
	"last_synced_at" timestamp with time zone,
	"last_error_key" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quota_resets" (
	"appid" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"outcome" text NOT NULL,
	"error_key" text,
	"lease_until" timestamp with time zone NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"settled_at" timestamp with time zone,
	CONSTRAINT "quota_resets_appid_id_pk" PRIMARY KEY("appid","id")
);
--> statement-breakpoint
CREATE TABLE "user_properties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"type" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "user_properties_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "authorization_links" ADD COLUMN "wanted_sets" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "authenticated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "quota_resets_by_time" ON "quota_resets" USING btree ("appid","at");--> statement-breakpoint
CREATE UNIQUE INDEX "quota_resets_one_pending" ON "quota_resets" USING btree ("appid") WHERE outcome = 'pending';--> statement-breakpoint
CREATE INDEX "accounts_by_permission_set" ON "accounts" USING gin ("permission_sets");--> statement-breakpoint
CREATE INDEX "accounts_by_openid_property" ON "accounts" USING btree ("openid_property_id");