CREATE TABLE "secret_key_checks" (
	"key_id" text PRIMARY KEY NOT NULL,
	"check_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
