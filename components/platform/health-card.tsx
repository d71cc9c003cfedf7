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

/** The state of the ticket, the token and the last callback, and what to do about each. */
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
  const { ticket, componentToken, lastCallback, lastError } = health;
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
            value: <TicketValue ticket={ticket} />,
          },
          {
            term: t("componentToken"),
            value: <TokenValue token={componentToken} />,
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
            value: lastError ? <ErrorValue error={lastError} /> : t("noError"),
          },
        ]}
      />
    </Card>
  );
}

function TicketValue({ ticket }: Pick<PlatformHealth, "ticket">) {
  const t = useTranslations("platform.health");
  return (
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
        <span className="text-small">{t(`ticketWays.${ticket.state}`)}</span>
      )}
    </Lines>
  );
}

function TokenValue({ token }: { token: PlatformHealth["componentToken"] }) {
  const t = useTranslations("platform.health");
  return (
    <Lines>
      <Badge tone={tokenTones[token.state]}>
        {t(`tokenStates.${token.state}`)}
      </Badge>
      {token.expiresAt && (
        <span className="text-small text-soft">
          {t("validUntil")} <Time at={token.expiresAt} />
        </span>
      )}
      {token.state === "none" && (
        <span className="text-small text-soft">{t("tokenOnDemand")}</span>
      )}
    </Lines>
  );
}

function ErrorValue({
  error,
}: {
  error: NonNullable<PlatformHealth["lastError"]>;
}) {
  const errors = useTranslations("wechatErrors");
  const errorKey = error.key as "unknown";
  return (
    <Lines>
      <span>
        <code className="text-small">
          {error.api} {error.key}
        </code>{" "}
        <Time at={error.at} />
      </span>
      <span className="text-danger">
        {errors(errors.has(errorKey) ? errorKey : "unknown")}
      </span>
    </Lines>
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
