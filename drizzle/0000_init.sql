CREATE TABLE "account_tokens" (
	"appid" text PRIMARY KEY NOT NULL,
	"access_token_sealed" text,
	"expires_at" timestamp with time zone,
	"refresh_token_sealed" text,
	"refreshed_at" timestamp with time zone,
	"version" bigint DEFAULT 0 NOT NULL,
	"lease_id" uuid,
	"lease_until" timestamp with time zone,
	"last_error_at" timestamp with time zone,
	"last_error_key" text
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"appid" text PRIMARY KEY NOT NULL,
	"component_appid" text NOT NULL,
	"type" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"avatar_url" text,
	"principal" text DEFAULT '' NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"verify_type" integer DEFAULT -1 NOT NULL,
	"service_type" integer DEFAULT 0 NOT NULL,
	"user_name" text DEFAULT '' NOT NULL,
	"alias" text DEFAULT '' NOT NULL,
	"signature" text DEFAULT '' NOT NULL,
	"account_status" integer,
	"categories" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"info_fetched_at" timestamp with time zone,
	"status" text NOT NULL,
	"status_reason" text,
	"permission_sets" integer[] DEFAULT '{}' NOT NULL,
	"openid_property_id" uuid,
	"authorized_at" timestamp with time zone NOT NULL,
	"deauthorized_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text,
	"outcome" text NOT NULL,
	"address" text,
	"request_id" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_log_at_id_pk" PRIMARY KEY("at","id")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "audit_log_other" PARTITION OF "audit_log" DEFAULT;
--> statement-breakpoint
CREATE TABLE "authorization_codes" (
	"component_appid" text NOT NULL,
	"code_hash" text NOT NULL,
	"authorizer_appid" text,
	"state" text NOT NULL,
	"lease_id" uuid NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"error_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "authorization_codes_component_appid_code_hash_pk" PRIMARY KEY("component_appid","code_hash")
);
--> statement-breakpoint
CREATE TABLE "authorization_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"token_sealed" text NOT NULL,
	"component_appid" text NOT NULL,
	"kind" text NOT NULL,
	"appid" text,
	"label" text,
	"created_by" uuid,
	"created_by_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"progress" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"error_key" text,
	"account_appid" text,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "authorization_positions" (
	"appid" text PRIMARY KEY NOT NULL,
	"component_appid" text NOT NULL,
	"time" bigint NOT NULL,
	"rank" integer NOT NULL,
	"code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authorization_visits" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"link_token_hash" text NOT NULL,
	"pre_auth_code_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code_hash" text
);
--> statement-breakpoint
CREATE TABLE "authorizations" (
	"appid" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"gained" integer[] NOT NULL,
	"lost" integer[] NOT NULL,
	"label" text,
	CONSTRAINT "authorizations_appid_id_pk" PRIMARY KEY("appid","id")
);
--> statement-breakpoint
CREATE TABLE "components" (
	"component_appid" text PRIMARY KEY NOT NULL,
	"display_name" text,
	"source" text NOT NULL,
	"active" boolean NOT NULL,
	"app_secret_sealed" text NOT NULL,
	"message_token_sealed" text NOT NULL,
	"aes_key_sealed" text NOT NULL,
	"previous_aes_key_sealed" text,
	"previous_aes_key_until" timestamp with time zone,
	"ticket_sealed" text,
	"previous_ticket_sealed" text,
	"ticket_create_time" bigint,
	"ticket_received_at" timestamp with time zone,
	"token_sealed" text,
	"token_refreshed_at" timestamp with time zone,
	"token_expires_at" timestamp with time zone,
	"token_version" bigint DEFAULT 0 NOT NULL,
	"token_lease_id" uuid,
	"token_lease_until" timestamp with time zone,
	"last_callback_at" timestamp with time zone,
	"last_callback_name" text,
	"last_error_at" timestamp with time zone,
	"last_error_key" text,
	"last_error_api" text,
	"sandbox_origin" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer_sealed" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"key" text NOT NULL,
	"event_time" timestamp with time zone NOT NULL,
	"component_appid" text NOT NULL,
	"appid" text,
	"channel" text NOT NULL,
	"name" text NOT NULL,
	"body_sealed" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp with time zone,
	"error_key" text,
	CONSTRAINT "inbox_key_event_time_pk" PRIMARY KEY("key","event_time")
) PARTITION BY RANGE ("event_time");
--> statement-breakpoint
CREATE TABLE "inbox_other" PARTITION OF "inbox" DEFAULT;
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"user_agent" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE INDEX "accounts_by_authorized" ON "accounts" USING btree ("component_appid","authorized_at","appid");--> statement-breakpoint
CREATE INDEX "accounts_by_name" ON "accounts" USING btree ("component_appid","name","appid");--> statement-breakpoint
CREATE INDEX "audit_log_by_subject" ON "audit_log" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "authorization_links_by_created" ON "authorization_links" USING btree ("component_appid","created_at","token_hash");--> statement-breakpoint
CREATE INDEX "authorization_visits_by_pre_auth_code" ON "authorization_visits" USING btree ("pre_auth_code_hash");--> statement-breakpoint
CREATE INDEX "authorization_visits_by_link" ON "authorization_visits" USING btree ("link_token_hash");--> statement-breakpoint
CREATE INDEX "authorizations_by_time" ON "authorizations" USING btree ("appid","at");--> statement-breakpoint
CREATE UNIQUE INDEX "components_one_active" ON "components" USING btree ("active") WHERE active;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "inbox_pending" ON "inbox" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "inbox_by_account" ON "inbox" USING btree ("component_appid","appid","received_at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");