"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Scope } from "#lib/access/index.ts";
import { AddKeyDialog } from "./lazy.ts";

/** The button for a new key. */
export function AddKey({ scopes }: { scopes: readonly Scope[] }) {
  const t = useTranslations("apiKeys");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t("add")}
      </Button>
      {open && <AddKeyDialog scopes={scopes} onClose={() => setOpen(false)} />}
    </>
  );
}
