import type { ConnectNotes } from "#components/authorization/notes.tsx";
import type { AllowedOperations } from "#lib/accounts/index.ts";

/** What the operations of a page need besides the account: what the person may do, and the catalogue's names. */
export interface OperationContext {
  notes: ConnectNotes;
  may: AllowedOperations;
}
