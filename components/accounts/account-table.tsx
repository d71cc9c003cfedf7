"use client";

import { useTranslations } from "next-intl";
import type { OperationContext } from "#components/accounts/operations/operation-context.ts";
import { Table } from "#components/ui/table.tsx";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { AccountRow } from "./account-row.tsx";

const columns = [
  "account",
  "permissions",
  "scenes",
  "status",
  "operations",
] as const;

type AccountTableProps = {
  accounts: AccountSummary[];
  context: OperationContext;
  isSelected: (appid: string) => boolean;
  onSelect: (appids: string[], selected: boolean) => void;
};

/** One client component with plain data: server-rendered rows would be four times as large. */
export function AccountTable({
  accounts,
  context,
  isSelected,
  onSelect,
}: AccountTableProps) {
  const t = useTranslations("accounts.columns");
  const bulk = useTranslations("operations.bulk");
  const all = accounts.every(({ appid }) => isSelected(appid));
  const appids = accounts.map(({ appid }) => appid);
  return (
    <Table
      caption={t("caption")}
      size="medium"
      headings={[
        {
          key: "select",
          content: (
            <input
              type="checkbox"
              className="size-4 accent-jade"
              aria-label={bulk("selectPage")}
              checked={all}
              onChange={(event) => onSelect(appids, event.target.checked)}
            />
          ),
        },
        ...columns.map((key) => ({ key, content: t(key) })),
      ]}
    >
      {accounts.map((account) => (
        <AccountRow
          key={account.appid}
          account={account}
          context={context}
          selected={isSelected(account.appid)}
          onSelect={(selected) => onSelect([account.appid], selected)}
        />
      ))}
    </Table>
  );
}
