import { ProblemError } from "#lib/http/index.ts";

/** Why the catalogue of user properties cannot be changed, or not by this file or address. */
export class PropertyError extends ProblemError<
  | "property_unknown"
  | "property_name_taken"
  | "property_in_use_by_accounts"
  | "import_unreadable"
  | "import_empty"
  | "import_too_many_rows"
  | "import_columns_missing"
  | "import_nothing_good"
  | "source_missing"
  | "source_not_json"
  | "source_no_list"
> {}
