"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Member } from "#lib/identity/members/index.ts";
import { MemberDialog } from "./lazy.ts";
import { type MemberChange, memberChanges } from "./member-changes.ts";
import { roleTones } from "./roles.ts";

/** The members, and what can be done with each. */
export function MemberList({
  members,
  currentUserId,
  mayManage,
}: {
  members: Member[];
  currentUserId: string;
  mayManage: boolean;
}) {
  const t = useTranslations("members");
  const [dialog, setDialog] = useState<{
    change: MemberChange;
    member: Member;
  } | null>(null);
  return (
    <>
      <ul>
        {members.map((member) => (
          <li
            key={member.id}
            className="grid gap-3 border-b border-line p-4 last:border-0 sm:px-5 lg:grid-cols-[1fr_auto] lg:items-center"
          >
            <MemberSummary
              member={member}
              isCurrentUser={member.id === currentUserId}
            />
            {mayManage && (
              <div className="flex flex-wrap gap-2">
                {memberChanges(member, member.id === currentUserId).map(
                  (change) => (
                    <Button
                      key={change}
                      size="small"
                      variant={change === "disable" ? "danger" : "secondary"}
                      onClick={() => setDialog({ change, member })}
                    >
                      {t(`changes.${change}.action`)}
                    </Button>
                  ),
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {dialog && (
        <MemberDialog
          change={dialog.change}
          member={dialog.member}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function MemberSummary({
  member,
  isCurrentUser,
}: {
  member: Member;
  isCurrentUser: boolean;
}) {
  const t = useTranslations("members");
  const roles = useTranslations("common.roles");
  const { name, email, role, state, lastSeenAt, sessions } = member;
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold break-words">{name}</span>
        <Badge tone={roleTones[role]}>{roles(role)}</Badge>
        {isCurrentUser && <Badge tone="success">{t("you")}</Badge>}
        {state === "disabled" && <Badge tone="danger">{t("disabled")}</Badge>}
        {member.hasSingleSignOn && <Badge>{t("singleSignOn")}</Badge>}
        {member.hasSecondFactor && <Badge>{t("secondFactor")}</Badge>}
      </p>
      <p className="break-all text-soft">{email}</p>
      <p className="text-small text-soft">
        {lastSeenAt ? (
          <>
            {t("lastSeen")} <Time at={lastSeenAt} />
          </>
        ) : (
          t("neverSeen")
        )}
        {" · "}
        {t("sessions", { count: sessions })}
        {" · "}
        <Link
          href={{ pathname: "/audit", query: { actor: member.id } }}
          className="whitespace-nowrap text-jade underline"
        >
          {t("audit")}
        </Link>
      </p>
    </div>
  );
}
