CREATE TABLE "mini_program_configs" (
	"appid" text PRIMARY KEY NOT NULL,
	"send_source_sealed" text,
	"send_url_hash" text,
	"send_tested_at" timestamp with time zone,
	"receipt_key_hash" text NOT NULL,
	"receipt_key_sealed" text NOT NULL,
	"previous_key_hash" text,
	"previous_key_until" timestamp with time zone,
	"push_token_sealed" text,
	"aes_key_sealed" text,
	"previous_aes_key_sealed" text,
	"previous_aes_key_until" timestamp with time zone,
	"mode" text,
	"format" text,
	"source" text,
	"allow" text[] DEFAULT '{}' NOT NULL,
	"verified_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"refusal" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mini_program_configs_receipt_key_hash_unique" UNIQUE("receipt_key_hash"),
	CONSTRAINT "mini_program_configs_previous_key_hash_unique" UNIQUE("previous_key_hash")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"appid" text NOT NULL,
	"event_time" timestamp with time zone NOT NULL,
	"key" text NOT NULL,
	"event" text NOT NULL,
	"openid" text NOT NULL,
	"template_id" text NOT NULL,
	"outcome" text NOT NULL,
	"error_code" text,
	"message_id" text,
	"inbox_key" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "receipts_appid_event_time_key_pk" PRIMARY KEY("appid","event_time","key")
) PARTITION BY RANGE ("event_time");
--> statement-breakpoint
CREATE TABLE "receipts_other" PARTITION OF "receipts" DEFAULT;
--> statement-breakpoint
ALTER TABLE "account_tokens" DROP CONSTRAINT "account_tokens_pkey";--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "kind" text DEFAULT 'component' NOT NULL;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_appid_kind_pk" PRIMARY KEY("appid","kind");--> statement-breakpoint
ALTER TABLE "account_tokens" ADD COLUMN "died_early_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "send_mode" text;--> statement-breakpoint
CREATE INDEX "mini_program_configs_by_url" ON "mini_program_configs" USING btree ("send_url_hash");--> statement-breakpoint
CREATE INDEX "receipts_by_arrival" ON "receipts" USING btree ("appid","transaction","key");--> statement-breakpoint
CREATE INDEX "receipts_by_message" ON "receipts" USING btree ("appid","message_id");