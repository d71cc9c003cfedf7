import type { SourceCheck } from "#lib/mini-programs/index.ts";
import { apiTranslator, refusal } from "#lib/api/index.ts";

/** A step of a test in the user's language. */
export function checkInWords(
  request: Request,
  check: SourceCheck,
): { id: SourceCheck["id"]; ok: boolean; detail: string } {
  const { id, ok } = check;
  if ("error" in check)
    return { id, ok, detail: refusal(request, check.error).detail };
  return { id, ok, detail: foundInWords(request, check) };
}

function foundInWords(
  request: Request,
  check: Exclude<SourceCheck, { error: unknown }>,
): string {
  const t = apiTranslator(request);
  if (check.id === "token")
    return t("checks.token", {
      token: check.masked,
      minutes: Math.floor(check.expiresIn / 60),
      milliseconds: check.milliseconds,
      status: check.status === null ? "" : `HTTP ${check.status} · `,
    });
  if (check.id === "unique")
    return t("checks.unique", { names: check.names.join(t("checks.comma")) });
  return check.ok
    ? t("checks.appid")
    : t("checks.appidOther", { appid: check.belongsTo });
}
