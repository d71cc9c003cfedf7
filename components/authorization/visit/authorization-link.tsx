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
  go: NonNullable<AuthorizePage["go"]>;
  client: VisitorClient;
  pageUrl: string;
};

/** The way to WeChat: a link that the visitor follows, since WeChat reads where it was followed from (protocol 3.2). */
export function AuthorizationLink({
  token,
  go,
  client,
  pageUrl,
}: AuthorizationLinkProps) {
  const t = useTranslations("authorization.visitor");
  const [returned, setReturned] = useState(false);
  const mark = `lingpai-followed-${token}`;

  useEffect(() => {
    report(token, "reportOpened", go.state);
    // Seen again by the back button after WeChat's page: nothing came back with the visitor.
    const show = () => setReturned(sessionStorage.getItem(mark) !== null);
    show();
    window.addEventListener("pageshow", show);
    return () => window.removeEventListener("pageshow", show);
  }, [token, go.state, mark]);

  useEffect(() => {
    const left =
      new Date(go.expiresAt).getTime() - Date.now() - RENEW_BEFORE_MS;
    const timer = setTimeout(
      () => window.location.reload(),
      Math.max(left, 5_000),
    );
    return () => clearTimeout(timer);
  }, [go.expiresAt]);

  const follow = () => {
    sessionStorage.setItem(mark, "1");
    report(token, "reportFollowed", go.state);
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
            <a href={go.url} referrerPolicy="origin" onClick={follow}>
              {t(client === "wechat" ? "goPhone" : "goDesktop")}
            </a>
          </Button>
        </>
      )}
      {returned && <Unfinished token={token} state={go.state} />}
    </div>
  );
}
