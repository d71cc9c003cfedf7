CREATE TABLE "audit_checkpoints" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"before" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"signature" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"key_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "audit_unsealed_at_id_pk" PRIMARY KEY("at","id")
);
--> statement-breakpoint
CREATE TABLE "retention_progress" (
	"kind" text PRIMARY KEY NOT NULL,
	"through" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_settings" (
	"kind" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_log_by_subject";--> statement-breakpoint
ALTER TABLE "inbox" ALTER COLUMN "body_sealed" DROP NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seals_by_row" ON "audit_seals" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_noun" ON "audit_log" USING btree (split_part("action", '.', 1),"at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_request" ON "audit_log" USING btree ("request_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_refused" ON "audit_log" USING btree ("outcome","at","id") WHERE outcome <> 'done';--> statement-breakpoint
CREATE INDEX "authorization_links_by_end" ON "authorization_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_log_by_subject" ON "audit_log" USING btree ("subject","at","id");--> statement-breakpoint
INSERT INTO "audit_unsealed" ("at", "id") SELECT "at", "id" FROM "audit_log";--> statement-breakpoint
-- What is written is written: by this not even a slip of the tables' owner changes a row. The owner can switch it off.
CREATE FUNCTION "audit_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	checkpoint audit_checkpoints%ROWTYPE;
BEGIN
	IF TG_OP = 'DELETE' AND TG_TABLE_NAME <> 'audit_checkpoints' THEN
		SELECT * INTO checkpoint FROM audit_checkpoints ORDER BY sequence DESC LIMIT 1;
		IF OLD.at < least(checkpoint.before, now() - interval '180 days') AND checkpoint.before IS NOT NULL THEN
			IF TG_TABLE_NAME <> 'audit_seals' THEN
				RETURN OLD;
			END IF;
			IF OLD.sequence <= checkpoint.sequence THEN
				RETURN OLD;
			END IF;
		END IF;
	END IF;
	RAISE EXCEPTION 'the audit log is written once: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_kept" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
CREATE TRIGGER "audit_kept" BEFORE UPDATE OR DELETE ON "audit_seals" FOR EACH ROW EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
CREATE TRIGGER "audit_kept" BEFORE UPDATE OR DELETE ON "audit_checkpoints" FOR EACH ROW EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
CREATE TRIGGER "audit_kept_whole" BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
CREATE TRIGGER "audit_kept_whole" BEFORE TRUNCATE ON "audit_seals" FOR EACH STATEMENT EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
CREATE TRIGGER "audit_kept_whole" BEFORE TRUNCATE ON "audit_checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION "audit_kept"();--> statement-breakpoint
DO $$
DECLARE
	partition regclass;
BEGIN
	FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'audit_log'::regclass LOOP
		EXECUTE format('CREATE TRIGGER audit_kept_whole BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit_kept()', partition);
	END LOOP;
END $$;--> statement-breakpoint
-- Partitions are the owner's to make and to drop: the application's role asks these two.
CREATE FUNCTION "make_partition"("parent" text, "first_day" date, "end_day" date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	child text := parent || '_' || to_char(first_day, 'YYYYMMDD');
BEGIN
	IF parent NOT IN ('inbox', 'receipts', 'audit_log') THEN
		RAISE EXCEPTION '% has no partitions', parent;
	END IF;
	IF to_regclass(child) IS NOT NULL THEN
		RETURN;
	END IF;
	EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent, first_day || ' 00:00:00+00', end_day || ' 00:00:00+00');
	IF parent = 'audit_log' THEN
		EXECUTE format('CREATE TRIGGER audit_kept_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_kept()', child);
	END IF;
END $$;--> statement-breakpoint
-- Returns whether there is more to drop. Of the audit log nothing goes that is younger than half a year, that has no seal, or for which no checkpoint stands.
CREATE FUNCTION "drop_old_partitions"("parent" text, "cutoff" timestamp with time zone) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
	child text;
	unit interval := '1 day';
	stands audit_checkpoints%ROWTYPE;
	gone bigint := 0;
	time_column text := 'received_at';
BEGIN
	IF parent NOT IN ('inbox', 'receipts', 'audit_log') THEN
		RAISE EXCEPTION '% has no partitions', parent;
	END IF;
	IF parent = 'audit_log' THEN
		SELECT * INTO stands FROM audit_checkpoints ORDER BY sequence DESC LIMIT 1;
		IF NOT FOUND THEN
			RETURN false;
		END IF;
		cutoff := least(cutoff, stands.before, now() - interval '180 days');
		unit := '1 month';
		time_column := 'at';
		IF EXISTS (SELECT FROM audit_unsealed WHERE at < cutoff) THEN
			RETURN false;
		END IF;
	END IF;
	FOR child IN
		SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
		WHERE i.inhparent = parent::regclass AND c.relname ~ '_\d{8}$'
		ORDER BY c.relname
	LOOP
		IF (to_date(right(child, 8), 'YYYYMMDD') + unit) AT TIME ZONE 'UTC' <= cutoff THEN
			EXECUTE format('DROP TABLE IF EXISTS %I', child);
		END IF;
	END LOOP;
	EXECUTE format('DELETE FROM %I WHERE ctid = ANY (ARRAY(SELECT ctid FROM %I WHERE %I < $1 LIMIT 5000))', parent || '_other', parent || '_other', time_column) USING cutoff;
	GET DIAGNOSTICS gone = ROW_COUNT;
	IF gone < 5000 AND parent = 'audit_log' THEN
		DELETE FROM audit_seals WHERE sequence = ANY (ARRAY(
			SELECT sequence FROM audit_seals WHERE sequence <= stands.sequence AND at < cutoff ORDER BY sequence LIMIT 5000));
		GET DIAGNOSTICS gone = ROW_COUNT;
	END IF;
	RETURN gone = 5000;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "make_partition"(text, date, date), "drop_old_partitions"(text, timestamp with time zone) FROM PUBLIC;--> statement-breakpoint
-- What runs with the owner's rights looks for names where the tables are, and nowhere else.
DO $$
BEGIN
	EXECUTE format('ALTER FUNCTION make_partition(text, date, date) SET search_path = %I, pg_temp', current_schema());
	EXECUTE format('ALTER FUNCTION drop_old_partitions(text, timestamp with time zone) SET search_path = %I, pg_temp', current_schema());
	EXECUTE format('ALTER FUNCTION audit_kept() SET search_path = %I, pg_temp', current_schema());
END $$;
