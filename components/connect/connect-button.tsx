"use client";

import { QrCode } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { MadeLink } from "./api.ts";
import { FollowStep } from "./follow-step.tsx";
import { type BoundAccount, LinkForm } from "./link-form.tsx";
import type { ConnectNotes } from "./notes.tsx";

/** The button for a new account and the dialog behind it. */
export function ConnectButton({ notes }: { notes: ConnectNotes }) {
  const t = useTranslations("connect");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <QrCode aria-hidden />
        {t("buttons.connect")}
      </Button>
      <ConnectDialog open={open} notes={notes} onClose={() => setOpen(false)} />
    </>
  );
}

/** Notes and choices first, then the code and what becomes of it; for any account, or for one that is known. */
export function ConnectDialog({
  open,
  notes,
  account,
  onClose,
}: {
  open: boolean;
  notes: ConnectNotes;
  account?: BoundAccount;
  onClose: () => void;
}) {
  const t = useTranslations("connect");
  const common = useTranslations("common");
  const router = useRouter();
  const [link, setLink] = useState<MadeLink | null>(null);
  const close = () => {
    setLink(null);
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={account ? t("titleFor", { name: account.name }) : t("title")}
      description={link ? t("followDescription") : t("description")}
      closeLabel={common("close")}
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
