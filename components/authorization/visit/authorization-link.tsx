"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { AuthorizePage, VisitorClient } from "#lib/authorization/index.ts";
import { report } from "./api.ts";
import { Unfinished } from "./unfinished.tsx";

/** A fresh pre-auth code is fetched this long before the old one expires. */
const RENEW_BEFORE_MS = 60_000;

type AuthorizationLinkProps = {
  token: string;
  link: NonNullable<AuthorizePage["authorizationLink"]>;
  client: VisitorClient;
  pageUrl: string;
};

/** The link to WeChat's page. The visitor must click it, since WeChat checks the referrer (protocol 3.2). */
export function AuthorizationLink({
  token,
  link,
  client,
  pageUrl,
}: AuthorizationLinkProps) {
  const t = useTranslations("authorization.visitor");
  const [returned, setReturned] = useState(false);
  const mark = `lingpai-followed-${token}`;

  useEffect(() => {
    report(token, "reportOpened", link.state);
    // Shown again after the back button on WeChat's page: the authorization was not completed.
    const show = () => setReturned(sessionStorage.getItem(mark) !== null);
    show();
    window.addEventListener("pageshow", show);
    return () => window.removeEventListener("pageshow", show);
  }, [token, link.state, mark]);

  useEffect(() => {
    const left =
      new Date(link.expiresAt).getTime() - Date.now() - RENEW_BEFORE_MS;
    const timer = setTimeout(
      () => window.location.reload(),
      Math.max(left, 5_000),
    );
    return () => clearTimeout(timer);
  }, [link.expiresAt]);

  const follow = () => {
    sessionStorage.setItem(mark, "1");
    report(token, "reportFollowed", link.state);
  };
  return (
    <div className="grid gap-4">
      {client === "phone" ? (
        <div className="grid justify-items-start gap-2">
          <p>{t("guides.phone")}</p>
          <CopyButton text={pageUrl} label={t("copyLink")} />
        </div>
      ) : (
        <>
          <p>{t(`guides.${client}`)}</p>
          <Button asChild variant="primary" size="large">
            <a href={link.url} referrerPolicy="origin" onClick={follow}>
              {t(client === "wechat" ? "goPhone" : "goDesktop")}
            </a>
          </Button>
        </>
      )}
      {returned && <Unfinished token={token} state={link.state} />}
    </div>
  );
}
