import { problemError } from "#lib/base/errors/index.ts";

/** Why a change, an import or a synchronization of the user properties was refused. */
export class PropertyError extends problemError({
  import_columns_missing: 400,
  import_empty: 400,
  import_nothing_good: 400,
  import_too_many_rows: 400,
  import_unreadable: 400,
  property_in_use_by_accounts: 409,
  property_name_taken: 409,
  property_unknown: 404,
  source_missing: 409,
  source_no_list: 409,
  source_not_json: 409,
}) {}
