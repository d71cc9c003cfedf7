"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlatformHealth } from "#lib/credentials/platform/index.ts";
import { useStartPushTicket } from "./api.ts";

const ticketTones: Record<PlatformHealth["ticket"]["state"], Tone> = {
  fresh: "success",
  late: "warning",
  expired: "danger",
  never: "warning",
};
const tokenTones: Record<PlatformHealth["componentToken"]["state"], Tone> = {
  living: "success",
  expired: "warning",
  none: "neutral",
};

/** How the platform stands with WeChat now, and what to do about it. */
export function HealthCard({
  health,
  mayRepair,
  configured,
}: {
  health: PlatformHealth;
  mayRepair: boolean;
  configured: boolean;
}) {
  const t = useTranslations("platform.health");
  const errors = useTranslations("wechatErrors");
  const { ticket, componentToken, lastCallback, lastError } = health;
  const errorKey = (lastError?.key ?? "unknown") as "unknown";
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={mayRepair && configured && <RestartButton />}
    >
      <DescriptionList
        items={[
          {
            term: t("ticket"),
            value: (
              <Lines>
                <Badge tone={ticketTones[ticket.state]}>
                  {t(`ticketStates.${ticket.state}`)}
                </Badge>
                {ticket.receivedAt && (
                  <span className="text-small text-soft">
                    {t("received")} <Time at={ticket.receivedAt} />
                  </span>
                )}
                {ticket.expiresAt && (
                  <span className="text-small text-soft">
                    {t("validUntil")} <Time at={ticket.expiresAt} />
                  </span>
                )}
                {ticket.state !== "fresh" && (
                  <span className="text-small">
                    {t(`ticketWays.${ticket.state}`)}
                  </span>
                )}
              </Lines>
            ),
          },
          {
            term: t("componentToken"),
            value: (
              <Lines>
                <Badge tone={tokenTones[componentToken.state]}>
                  {t(`tokenStates.${componentToken.state}`)}
                </Badge>
                {componentToken.expiresAt && (
                  <span className="text-small text-soft">
                    {t("validUntil")} <Time at={componentToken.expiresAt} />
                  </span>
                )}
                {componentToken.state === "none" && (
                  <span className="text-small text-soft">
                    {t("tokenOnDemand")}
                  </span>
                )}
              </Lines>
            ),
          },
          {
            term: t("lastCallback"),
            value: lastCallback ? (
              <>
                <code className="text-small break-all">
                  {lastCallback.name}
                </code>{" "}
                <Time at={lastCallback.at} />
              </>
            ) : (
              t("noCallback")
            ),
          },
          {
            term: t("lastError"),
            value: lastError ? (
              <Lines>
                <span>
                  <code className="text-small">
                    {lastError.api} {lastError.key}
                  </code>{" "}
                  <Time at={lastError.at} />
                </span>
                <span className="text-danger">
                  {errors(errors.has(errorKey) ? errorKey : "unknown")}
                </span>
              </Lines>
            ) : (
              t("noError")
            ),
          },
        ]}
      />
    </Card>
  );
}

function Lines({ children }: { children: ReactNode }) {
  return <div className="grid justify-items-start gap-0.5">{children}</div>;
}

function RestartButton() {
  const t = useTranslations("platform.health");
  const common = useTranslations("common");
  const start = useStartPushTicket();
  return (
    <div className="grid justify-items-end gap-1">
      <Button
        size="small"
        pending={start.isPending}
        onClick={() => start.mutate()}
      >
        {t("restart")}
      </Button>
      <p
        role="status"
        className={
          start.error ? "text-small text-danger" : "text-small text-soft"
        }
      >
        {start.data && t(start.data.restarted ? "restarted" : "inOrder")}
        {start.error && (start.error.message || common("unreachable"))}
      </p>
    </div>
  );
}
