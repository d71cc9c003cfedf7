"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { LinkView } from "#lib/authorization/index.ts";
import { useLinkStatus } from "./api.ts";
import { Difference } from "./difference.tsx";
import { LinkCode } from "./link-code.tsx";
import type { ConnectNotes } from "./notes.tsx";
import { finalStatuses } from "#lib/authorization/kinds.ts";
import type { NewLink } from "#lib/authorization/index.ts";

/** WeChat sends nothing when a person refuses or is not an admin (protocol 3.3): after this time, the usual reasons are shown. */
const QUIET_MS = 90_000;

type FollowStepProps = {
  link: NewLink;
  notes: Pick<ConnectNotes, "simulated" | "setNames">;
  /** The account is already known: the result shows what changed. */
  updates: boolean;
  onAgain: () => void;
  onDone: () => void;
};

/** Follows one link until an account is connected or the reason why not is known. */
export function FollowStep({
  link,
  notes,
  updates,
  onAgain,
  onDone,
}: FollowStepProps) {
  const t = useTranslations("authorization");
  const status = useLinkStatus(link.token);
  const view = status.data;
  const over = view && finalStatuses.includes(view.status);
  return (
    <div className="grid gap-4">
      {!over && (
        <LinkCode
          url={link.url}
          expiresAt={link.expiresAt}
          simulated={notes.simulated}
        />
      )}
      <div aria-live="polite">
        {view ? (
          <Progress view={view} setNames={updates ? notes.setNames : null} />
        ) : status.error ? (
          <Callout tone="danger">
            {status.error.message || t("followFailed")}
          </Callout>
        ) : (
          <Waiting text={t("progress.waiting")} />
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {over && view.status !== "done" && (
          <Button onClick={onAgain}>{t("again")}</Button>
        )}
        <Button variant="primary" onClick={onDone}>
          {t("done")}
        </Button>
      </div>
      {!over && <p className="text-right text-small text-soft">{t("stays")}</p>}
    </div>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <p className="flex items-center justify-center gap-2 text-soft">
      <Spinner />
      {text}
    </p>
  );
}

type SetNames = ConnectNotes["setNames"];

function Progress({
  view,
  setNames,
}: {
  view: LinkView;
  setNames: SetNames | null;
}) {
  const t = useTranslations("authorization");
  const errors = useTranslations("wechatErrors");
  switch (view.status) {
    case "waiting":
    case "opened":
      return <Waiting text={t(`progress.${view.status}`)} />;
    case "authorizing":
      return <Authorizing />;
    case "expired":
    case "revoked":
      return (
        <Callout tone="warning" title={t(`progress.${view.status}`)}>
          {t("overBody")}
        </Callout>
      );
    case "failed": {
      const reason = view.reason ?? "wechat_error";
      const key = view.errorKey as "unknown" | undefined;
      return (
        <Callout tone="danger" title={t(`reasons.${reason}.title`)}>
          <p>{t(`reasons.${reason}.way`)}</p>
          {key && errors.has(key) && <p className="text-soft">{errors(key)}</p>}
        </Callout>
      );
    }
    case "done":
      return <Connected view={view} setNames={setNames} />;
  }
}

function Authorizing() {
  const t = useTranslations("authorization");
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="grid gap-3">
      <Waiting text={t("progress.authorizing")} />
      {quiet && (
        <Callout tone="info" title={t("quiet")}>
          <ul className="list-disc pl-5">
            {(
              [
                "not_admin",
                "refused",
                "providers_full",
                "exclusive_held",
              ] as const
            ).map((reason) => (
              <li key={reason}>{t(`reasons.${reason}.way`)}</li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

function Connected({
  view,
  setNames,
}: {
  view: LinkView;
  setNames: SetNames | null;
}) {
  const t = useTranslations("authorization");
  const kinds = useTranslations("accounts.kinds");
  const { account } = view;
  if (!account) return <Callout tone="success" title={t("progress.done")} />;
  return (
    <div className="grid gap-3">
      <Callout tone="success" title={t("progress.done")}>
        <div className="mt-2 flex items-center gap-3">
          <Avatar url={account.avatarUrl} name={account.name} size="large" />
          <div>
            <p className="text-base font-semibold">{account.name}</p>
            <p className="text-soft">{kinds(account.kind)}</p>
          </div>
        </div>
      </Callout>
      {setNames && view.difference && (
        <Difference difference={view.difference} setNames={setNames} />
      )}
      {account.missingSets.length > 0 && (
        <Callout tone="warning">
          {t("missingSets", { count: account.missingSets.length })}
        </Callout>
      )}
      {account.kind !== "mini_program" && !account.verified && (
        <Callout tone="warning">{t("notVerified")}</Callout>
      )}
      {!setNames && <p className="text-soft">{t("nextStep")}</p>}
    </div>
  );
}
