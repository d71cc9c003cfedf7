CREATE TABLE "breakers" (
	"component_appid" text NOT NULL,
	"api" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error_key" text,
	"opened_at" timestamp with time zone,
	"open_until" timestamp with time zone,
	CONSTRAINT "breakers_component_appid_api_pk" PRIMARY KEY("component_appid","api")
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"id" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"details" jsonb NOT NULL,
	"told_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"lease_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"component_appid" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"found" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"mended" integer DEFAULT 0 NOT NULL,
	"deauthorized" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "renew_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "listed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "components" ADD COLUMN "token_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "components" ADD COLUMN "token_retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "components" ADD COLUMN "token_error_key" text;--> statement-breakpoint
ALTER TABLE "components" ADD COLUMN "push_asked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "account_tokens_due" ON "account_tokens" USING btree ("renew_at") WHERE renew_at is not null;--> statement-breakpoint
CREATE INDEX "account_tokens_failing" ON "account_tokens" USING btree ("failing_since") WHERE failing_since is not null;--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("received_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_failed" ON "webhook_deliveries" USING btree ("finished_at") WHERE state = 'failed';--> statement-breakpoint
UPDATE "account_tokens" SET "renew_at" = coalesce("expires_at", now()) - interval '10 minutes' * (1 + random()) WHERE "kind" = 'component' AND "refresh_token_sealed" IS NOT NULL;
