"use client";

import { Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Navigation } from "./navigation.tsx";
import { type Person, UserPanel } from "./user-panel.tsx";

export function PhoneMenu({
  person,
  theme,
}: {
  person: Person;
  theme: string;
}) {
  const t = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        aria-label={t("menu")}
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden />
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("product")}>
        <div className="grid gap-6">
          <Navigation onChoose={() => setOpen(false)} />
          <UserPanel
            person={person}
            theme={theme}
            onChoose={() => setOpen(false)}
          />
        </div>
      </Dialog>
    </>
  );
}
