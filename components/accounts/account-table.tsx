"use client";

import { useTranslations } from "next-intl";
import type { AccountSummary } from "#lib/accounts/index.ts";
import { AccountRow, type SetNames } from "./account-row.tsx";

/** The rows come as plain data to one client component: server-rendered rows would weigh four times as much (design 6). */
export function AccountTable({
  accounts,
  setNames,
}: {
  accounts: AccountSummary[];
  setNames: SetNames;
}) {
  const t = useTranslations("accounts.columns");
  const columns = [
    "account",
    "kind",
    "permissions",
    "status",
    "authorizedAt",
  ] as const;
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="hidden border-b border-line text-[13px] text-soft md:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="px-4 py-2 font-medium whitespace-nowrap"
            >
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {accounts.map((account) => (
          <AccountRow
            key={account.appid}
            account={account}
            setNames={setNames}
          />
        ))}
      </tbody>
    </table>
  );
}
