"use client";

import { QrCode, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LinkStatus, LinkView } from "#lib/authorization/index.ts";
import { FollowStep } from "./lazy.ts";
import { RevokeLinkDialog } from "./revoke-link-dialog.tsx";
import { finalStatuses } from "#lib/authorization/kinds.ts";

const tones: Record<LinkStatus, Tone> = {
  waiting: "neutral",
  opened: "info",
  authorizing: "info",
  done: "success",
  failed: "danger",
  expired: "warning",
  revoked: "warning",
};
const isOver = (link: LinkView) => finalStatuses.includes(link.status);

export function LinkList({
  links,
  simulated,
  mayManage,
}: {
  links: LinkView[];
  simulated: boolean;
  mayManage: boolean;
}) {
  const t = useTranslations("authorization.links");
  const [shown, setShown] = useState<LinkView | null>(null);
  const [revoking, setRevoking] = useState<LinkView | null>(null);
  const connect = useTranslations("authorization");
  return (
    <>
      <ul>
        {links.map((link) => (
          <li
            key={link.token}
            className="grid gap-2 border-b border-line p-4 last:border-0 sm:grid-cols-[1fr_auto] sm:items-center"
          >
            <LinkText link={link} />
            {!isOver(link) && (
              <div className="flex flex-wrap gap-2">
                <Button size="small" onClick={() => setShown(link)}>
                  <QrCode aria-hidden />
                  {t("show")}
                </Button>
                {mayManage && (
                  <Button
                    size="small"
                    variant="danger"
                    onClick={() => setRevoking(link)}
                  >
                    <Unlink aria-hidden />
                    {t("revoke")}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={shown !== null}
        onOpenChange={() => setShown(null)}
        title={connect("title")}
        description={connect("followDescription")}
      >
        {shown && (
          <FollowStep
            link={shown}
            notes={{ simulated, setNames: {} }}
            updates={false}
            onAgain={() => setShown(null)}
            onDone={() => setShown(null)}
          />
        )}
      </Dialog>
      {revoking && (
        <RevokeLinkDialog link={revoking} onClose={() => setRevoking(null)} />
      )}
    </>
  );
}

function LinkText({ link }: { link: LinkView }) {
  const t = useTranslations("authorization.links");
  const connect = useTranslations("authorization");
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold break-words">
          {link.label ?? t("unlabelled")}
        </span>
        <Badge tone={tones[link.status]}>{t(`statuses.${link.status}`)}</Badge>
        <Badge>{connect(`kinds.${link.kind}`)}</Badge>
      </p>
      <p className="text-small text-soft">
        {t("madeBy", { name: link.createdBy ?? "—" })} ·{" "}
        <Time at={link.createdAt} /> · {connect("validUntil")}{" "}
        <Time at={link.expiresAt} />
      </p>
      {link.account && (
        <p className="text-small">
          {t("connected", { name: link.account.name })}
        </p>
      )}
      {link.status === "failed" && link.reason && (
        <p className="text-small text-danger">
          {connect(`reasons.${link.reason}.title`)}
        </p>
      )}
    </div>
  );
}
