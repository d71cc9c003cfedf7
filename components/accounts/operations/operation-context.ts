import type { ConnectNotes } from "#components/authorization/notes.tsx";
import type { AllowedOperations } from "#lib/accounts/index.ts";

/** What operations need besides the account: the user's rights and the names from the catalogue. */
export interface OperationContext {
  notes: ConnectNotes;
  may: AllowedOperations;
}
