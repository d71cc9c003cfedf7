"use client";

import { QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConnectDialog } from "./lazy.ts";
import type { ConnectNotes } from "./notes.tsx";

/** The button for a new account and the dialog behind it. */
export function ConnectButton({ notes }: { notes: ConnectNotes }) {
  const t = useTranslations("authorization");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <QrCode aria-hidden />
        {t("buttons.connect")}
      </Button>
      {open && <ConnectDialog notes={notes} onClose={() => setOpen(false)} />}
    </>
  );
}
