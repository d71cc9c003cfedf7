-- Each character of the given texts and each two in a row, in lower case. Immutable, as an index is made of it.
CREATE FUNCTION "search_grams"(VARIADIC texts text[]) RETURNS text[]
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	grams text[] := '{}';
	one text;
	characters text[];
BEGIN
	FOREACH one IN ARRAY texts LOOP
		characters := string_to_array(lower(one), NULL);
		FOR i IN 1 .. cardinality(characters) LOOP
			grams := grams || characters[i] || (characters[i] || characters[i + 1]);
		END LOOP;
	END LOOP;
	RETURN array_remove(grams, NULL);
END
$$;--> statement-breakpoint
CREATE INDEX "accounts_by_standing_authorized" ON "accounts" USING btree ("component_appid","kind","status","authorized_at","appid");--> statement-breakpoint
CREATE INDEX "accounts_by_standing_name" ON "accounts" USING btree ("component_appid","kind","status","name","appid");--> statement-breakpoint
CREATE INDEX "accounts_by_search_token" ON "accounts" USING gin ((search_grams("name", "principal") || array["appid", "user_name", "type", "kind", "status"])) WITH (fastupdate=false);
