"use client";

import { Laptop } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProfileSession } from "#lib/identity/members/index.ts";
import { useEndOtherSessions, useEndSession } from "./api.ts";

/** The current user's sessions. Ending one needs no confirmation: it is harmless and may be urgent. */
export function ProfileSessions({ sessions }: { sessions: ProfileSession[] }) {
  const t = useTranslations("profile.sessions");
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const error = end.error ?? endOthers.error;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Button
          size="small"
          disabled={sessions.length < 2}
          pending={endOthers.isPending}
          onClick={() => endOthers.mutate()}
        >
          {t("endOthers")}
        </Button>
      }
    >
      <ErrorCallout error={error} />
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-3 border-b border-line py-3 last:border-0"
          >
            <Laptop aria-hidden className="size-5 shrink-0 text-soft" />
            <SessionText session={session} />
            {!session.current && (
              <Button
                size="small"
                pending={end.isPending && end.variables === session.id}
                onClick={() => end.mutate(session.id)}
              >
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SessionText({ session }: { session: ProfileSession }) {
  const t = useTranslations("profile.sessions");
  const { browser, system, address } = session;
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">
          {[browser, system].filter(Boolean).join(" · ") || t("unknown")}
        </span>
        {session.current && <Badge tone="success">{t("current")}</Badge>}
      </p>
      <p className="text-small text-soft">
        {address && <span className="break-all">{address} · </span>}
        {t("started")} <Time at={session.startedAt} /> · {t("lastSeen")}{" "}
        <Time at={session.lastSeenAt} />
      </p>
    </div>
  );
}
