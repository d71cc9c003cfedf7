"use client";

import { QrCode } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { MadeLink } from "./api.ts";
import { FollowStep } from "./follow-step.tsx";
import { LinkForm } from "./link-form.tsx";
import type { ConnectNotes } from "./notes.tsx";

type ConnectButtonProps = {
  notes: ConnectNotes;
  /** The one account that the link is bound to. */
  account?: { appid: string; name: string };
  label?: "connect" | "update" | "reauthorize";
};

/** The button and the dialog behind it: notes and choices first, then the code and what becomes of it. */
export function ConnectButton({
  notes,
  account,
  label = "connect",
}: ConnectButtonProps) {
  const t = useTranslations("connect");
  const common = useTranslations("common");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<MadeLink | null>(null);
  const close = () => {
    setOpen(false);
    setLink(null);
    router.refresh();
  };
  return (
    <>
      <Button
        variant={label === "update" ? "secondary" : "primary"}
        onClick={() => setOpen(true)}
      >
        <QrCode aria-hidden />
        {t(`buttons.${label}`)}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title={account ? t("titleFor", { name: account.name }) : t("title")}
        description={link ? t("followDescription") : t("description")}
        closeLabel={common("close")}
      >
        {link ? (
          <FollowStep
            link={link}
            simulated={notes.simulated}
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
    </>
  );
}
