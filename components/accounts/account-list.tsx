"use client";

import { BulkBar } from "#components/accounts/bulk/bulk-bar.tsx";
import {
  type AccountFilter,
  useSelection,
} from "#components/accounts/bulk/use-selection.ts";
import type { OperationContext } from "#components/accounts/operations/operation-context.ts";
import { queryText } from "#components/api-client.ts";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { AccountTable } from "./account-table.tsx";

type AccountListProps = {
  accounts: AccountSummary[];
  context: OperationContext;
  /** The filter without the page cursor. */
  filter: AccountFilter;
};

/** One page of accounts with the operations on the selected ones. */
export function AccountList({ accounts, context, filter }: AccountListProps) {
  const selection = useSelection(accounts, filter);
  return (
    <>
      <BulkBar
        selection={selection}
        may={context.may}
        filter={queryText(filter)}
      />
      <AccountTable
        accounts={accounts}
        context={context}
        isSelected={selection.isSelected}
        onSelect={selection.select}
      />
    </>
  );
}
