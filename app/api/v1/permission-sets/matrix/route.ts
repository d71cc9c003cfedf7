import { getLocale, getTranslations } from "next-intl/server";
import { matrixQuery, permissionMatrixCsv } from "#lib/accounts/index.ts";
import { fileRoute } from "#lib/api/index.ts";

/** The whole matrix of accounts and permission sets of one type, as a file. */
export const GET = fileRoute(
  {
    operation: {
      id: "exportPermissionMatrix",
      group: "permissions",
      action: "accounts.read",
      example: { query: { type: "official_account" } },
    },
    query: matrixQuery,
  },
  async ({ actor, query }) => {
    const t = await getTranslations("permissions.matrix");
    const text = await permissionMatrixCsv(actor, query, {
      locale: await getLocale(),
      account: t("account"),
      granted: t("granted"),
      minimumMissing: t("minimumMissing"),
      notGranted: t("notGranted"),
    });
    return { name: `permission-sets-${query.type}.csv`, text };
  },
);
