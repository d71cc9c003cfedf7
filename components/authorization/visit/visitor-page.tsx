import { useFormatter, useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { AuthorizePage, VisitorClient } from "#lib/authorization/index.ts";
import { AuthorizationLink } from "./authorization-link.tsx";

type VisitorPageProps = {
  page: AuthorizePage;
  token: string;
  client: VisitorClient;
  pageUrl: string;
  minimum: { officialAccount: string[]; miniProgram: string[] };
  /** Names of the permission sets that the visitor is asked to tick. */
  wanted: string[];
};

/** What the admin of an account sees behind the QR code. */
export function VisitorPage({
  page,
  token,
  client,
  pageUrl,
  minimum,
  wanted,
}: VisitorPageProps) {
  const t = useTranslations("authorization.visitor");
  const reasons = useTranslations("authorization.reasons");
  const errors = useTranslations("wechatErrors");
  const sentence = (key: string) =>
    errors(errors.has(key as "unknown") ? (key as "unknown") : "unknown");
  if (page.status === "done") return <Done page={page} />;
  if (page.status === "expired" || page.status === "revoked")
    return (
      <Callout tone="warning" title={t(`${page.status}.title`)}>
        {t(`${page.status}.body`)}
      </Callout>
    );
  const reason = page.reason ?? "wechat_error";
  return (
    <div className="grid gap-5">
      {page.status === "failed" && (
        <Callout tone="danger" title={reasons(`${reason}.title`)}>
          <p>{reasons(`${reason}.way`)}</p>
          {page.errorKey && (
            <p className="text-soft">{sentence(page.errorKey)}</p>
          )}
        </Callout>
      )}
      <RequestText page={page} minimum={minimum} wanted={wanted} />
      {page.authorizationLink && (
        <AuthorizationLink
          token={token}
          link={page.authorizationLink}
          client={client}
          pageUrl={pageUrl}
        />
      )}
      {page.problem && (
        <Callout tone="danger" title={t("problem")}>
          <p>{sentence(page.problem)}</p>
          <Button asChild size="small" className="mt-2">
            <a href="">{t("retry")}</a>
          </Button>
        </Callout>
      )}
    </div>
  );
}

function RequestText({
  page,
  minimum,
  wanted,
}: Pick<VisitorPageProps, "page" | "minimum" | "wanted">) {
  const t = useTranslations("authorization.visitor");
  const format = useFormatter();
  const kind = page.kind === "account" ? "any" : page.kind;
  return (
    <div className="grid gap-3">
      <p>
        {page.accountName
          ? t("asksForAccount", { who: page.askedBy, name: page.accountName })
          : t(`asks.${kind}`, { who: page.askedBy })}
        {page.label && (
          <span className="text-soft">
            {" "}
            {t("label", { label: page.label })}
          </span>
        )}
      </p>
      {wanted.length > 0 && (
        <Callout tone="warning">
          {t("wanted", { names: format.list(wanted, "names") })}
        </Callout>
      )}
      <ul className="grid gap-1.5 text-small text-soft">
        <li>{t("admin")}</li>
        {kind !== "mini_program" && (
          <li>
            {t("officialAccounts", {
              names: format.list(minimum.officialAccount, "names"),
            })}
          </li>
        )}
        {kind !== "official_account" && (
          <li>
            {t("miniPrograms", {
              names: format.list(minimum.miniProgram, "names"),
            })}
          </li>
        )}
        <li>{t("revocable")}</li>
      </ul>
    </div>
  );
}

function Done({ page }: { page: AuthorizePage }) {
  const t = useTranslations("authorization.visitor");
  const { account } = page;
  return (
    <div className="grid justify-items-center gap-3 text-center">
      {account && (
        <Avatar url={account.avatarUrl} name={account.name} size="large" />
      )}
      <h2 className="text-lg font-semibold">{t("doneTitle")}</h2>
      <p>
        {account
          ? t("doneBody", { name: account.name, who: page.askedBy })
          : t("doneBodyPlain", { who: page.askedBy })}
      </p>
      {account && account.missingSets.length > 0 && (
        <Callout tone="warning">
          {t("doneMissing", { count: account.missingSets.length })}
        </Callout>
      )}
      <p className="text-small text-soft">{t("doneClose")}</p>
    </div>
  );
}
