"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProfilePasskey } from "#lib/identity/second-factors/index.ts";
import { type Proven, useRemovePasskey } from "./api.ts";
import { PasskeyDialog } from "./lazy.ts";

/** The current user's passkeys: add, rename, remove. */
export function PasskeyCard({
  passkeys,
  proven,
  onCodes,
}: {
  passkeys: ProfilePasskey[];
  proven: Proven;
  onCodes: (codes: string[] | null) => void;
}) {
  const t = useTranslations("secondFactors.passkeys");
  const [named, setNamed] = useState<ProfilePasskey | "new" | null>(null);
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Button size="small" onClick={() => setNamed("new")}>
          <Plus aria-hidden />
          {t("add")}
        </Button>
      }
    >
      {passkeys.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {passkeys.map((passkey) => (
            <PasskeyItem
              key={passkey.id}
              passkey={passkey}
              proven={proven}
              onRename={() => setNamed(passkey)}
            />
          ))}
        </ul>
      )}
      {named && (
        <PasskeyDialog
          passkey={named === "new" ? null : named}
          proven={proven}
          onCodes={onCodes}
          onClose={() => setNamed(null)}
        />
      )}
    </Card>
  );
}

function PasskeyItem({
  passkey,
  proven,
  onRename,
}: {
  passkey: ProfilePasskey;
  proven: Proven;
  onRename: () => void;
}) {
  const t = useTranslations("secondFactors.passkeys");
  const remove = useRemovePasskey(proven);
  const errorText = useErrorText(remove.error);
  const [confirming, setConfirming] = useState(false);
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold break-all">{passkey.name}</span>
          {passkey.backedUp && <Badge tone="info">{t("backedUp")}</Badge>}
        </p>
        <p className="text-small text-soft">
          {t("added")} <Time at={passkey.createdAt} />
          {passkey.lastUsedAt && (
            <>
              {" · "}
              {t("used")} <Time at={passkey.lastUsedAt} />
            </>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" onClick={onRename}>
          {t("rename")}
        </Button>
        <Button
          size="small"
          variant="danger"
          onClick={() => setConfirming(true)}
        >
          {t("remove")}
        </Button>
      </div>
      {confirming && (
        <ConfirmDialog
          title={t("removeTitle", { name: passkey.name })}
          body={t("removeBody")}
          action={t("remove")}
          pending={remove.isPending}
          error={errorText === null ? null : new Error(errorText)}
          onConfirm={() =>
            remove.mutate(passkey.id, { onSuccess: () => setConfirming(false) })
          }
          onClose={() => setConfirming(false)}
        />
      )}
    </li>
  );
}
