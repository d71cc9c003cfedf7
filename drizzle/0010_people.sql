CREATE TABLE "single_use_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"email" text,
	"role" text,
	"created_by_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "single_use_links_id_unique" UNIQUE("id")
);
--> statement-breakpoint
DROP TABLE "setup_links";--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "oidc_issuer" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
CREATE INDEX "single_use_links_by_age" ON "single_use_links" USING btree ("purpose","created_at","id");--> statement-breakpoint
CREATE INDEX "single_use_links_by_user" ON "single_use_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "single_use_links_by_email" ON "single_use_links" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "users_by_oidc" ON "users" USING btree ("oidc_issuer","oidc_subject");