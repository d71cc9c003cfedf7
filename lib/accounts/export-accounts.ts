import { z } from "zod";
import { type Actor, authorize } from "#lib/access/index.ts";
import { toCsv } from "#lib/base/csv.ts";
import { accountList, accountQuery } from "./account-list.ts";
import type { AccountSummary } from "./schema.ts";

const PAGE = 200;

/** What `GET /accounts/export` takes: a filter or a list of accounts. */
export const exportQuery = accountQuery
  .omit({ cursor: true, limit: true })
  .extend({
    appids: z
      .string()
      .max(8_000)
      .transform((list) => list.split(",").filter(Boolean))
      .optional(),
  });

const columns: {
  heading: string;
  value: (account: AccountSummary) => string;
}[] = [
  { heading: "appid", value: ({ appid }) => appid },
  { heading: "name", value: ({ name }) => name },
  { heading: "kind", value: ({ kind }) => kind },
  { heading: "verified", value: ({ verified }) => String(verified) },
  { heading: "principal", value: ({ principal }) => principal },
  { heading: "status", value: ({ status }) => status },
  { heading: "status_reason", value: (account) => account.statusReason ?? "" },
  { heading: "ready", value: ({ readiness }) => String(readiness.ready) },
  {
    heading: "openid_property",
    value: ({ openidProperty }) => openidProperty?.name ?? "",
  },
  {
    heading: "permission_sets",
    value: ({ permissionSets }) => permissionSets.join(" "),
  },
  {
    heading: "missing_sets",
    value: (account) => account.missingSets.join(" "),
  },
  {
    heading: "working_scenes",
    value: ({ scenes }) =>
      scenes
        .filter((scene) => scene.works)
        .map((scene) => scene.id)
        .join(" "),
  },
  { heading: "authorized_at", value: ({ authorizedAt }) => authorizedAt },
];

/**
 * Accounts as CSV, in the order of the list.
 * @throws {AccessError} `forbidden`
 */
export async function exportAccounts(
  actor: Actor,
  { appids, ...query }: z.infer<typeof exportQuery>,
): Promise<string> {
  authorize(actor, "accounts.read");
  const rows: AccountSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: AccountSummary[]; nextCursor: string | null } =
      await accountList(actor, {
        ...query,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return toCsv(
    appids ? rows.filter(({ appid }) => appids.includes(appid)) : rows,
    columns,
  );
}
