"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Invitation } from "#lib/identity/members/index.ts";
import { RevokeInvitation } from "./lazy.ts";
import { roleTones } from "./roles.ts";

/** Invitations that have not been accepted yet. */
export function InvitationList({
  invitations,
  mayManage,
}: {
  invitations: Invitation[];
  mayManage: boolean;
}) {
  const t = useTranslations("members.invitations");
  const roles = useTranslations("common.roles");
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  return (
    <>
      <ul>
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="grid gap-2 border-b border-line p-4 last:border-0 sm:grid-cols-[1fr_auto] sm:items-center sm:px-5"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-semibold break-all">
                  {invitation.email}
                </span>
                <Badge tone={roleTones[invitation.role]}>
                  {roles(invitation.role)}
                </Badge>
                <Badge tone={invitation.state === "open" ? "info" : "warning"}>
                  {t(`states.${invitation.state}`)}
                </Badge>
              </p>
              <p className="text-small text-soft">
                {t("by", { name: invitation.createdBy })} ·{" "}
                <Time at={invitation.createdAt} /> · {t("validUntil")}{" "}
                <Time at={invitation.expiresAt} />
              </p>
            </div>
            {mayManage && (
              <Button
                size="small"
                variant="danger"
                className="justify-self-start"
                onClick={() => setRevoking(invitation)}
              >
                {t("revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoking && (
        <RevokeInvitation
          invitation={revoking}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}
