"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import type { BoundAccount } from "./bound-account.ts";
import { FollowStep } from "./follow-step.tsx";
import { LinkForm } from "./link-form.tsx";
import type { ConnectNotes } from "./notes.tsx";
import type { NewLink } from "#lib/authorization/index.ts";

/** Notes and choices, then the QR code and its progress; for any account or for a known one. */
export function ConnectDialog({
  notes,
  account,
  onClose,
}: {
  notes: ConnectNotes;
  account?: BoundAccount;
  onClose: () => void;
}) {
  const t = useTranslations("authorization");
  const router = useRouter();
  const [link, setLink] = useState<NewLink | null>(null);
  const close = () => {
    setLink(null);
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={account ? t("titleFor", { name: account.name }) : t("title")}
      description={link ? t("followDescription") : t("description")}
    >
      {link ? (
        <FollowStep
          link={link}
          notes={notes}
          updates={account !== undefined}
          onAgain={() => setLink(null)}
          onDone={close}
        />
      ) : (
        <LinkForm
          notes={notes}
          account={account}
          onMade={setLink}
          onCancel={close}
        />
      )}
    </Dialog>
  );
}
