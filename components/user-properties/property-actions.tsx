"use client";

import { Download, Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { PropertyDialog } from "./property-dialog.tsx";
import { importFormats } from "#lib/accounts/user-properties/kinds.ts";

export function PropertyActions({ mayManage }: { mayManage: boolean }) {
  const t = useTranslations("userProperties");
  const [open, setOpen] = useState<"add" | "import" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {importFormats.map((format) => (
        <Button asChild key={format}>
          <a href={`/api/v1/user-properties/export?format=${format}`} download>
            <Download aria-hidden />
            {t(`export.${format}`)}
          </a>
        </Button>
      ))}
      {mayManage && (
        <>
          <Button onClick={() => setOpen("import")}>
            <Upload aria-hidden />
            {t("import.action")}
          </Button>
          <Button variant="primary" onClick={() => setOpen("add")}>
            <Plus aria-hidden />
            {t("add")}
          </Button>
        </>
      )}
      {open === "add" && <PropertyDialog property={null} onClose={close} />}
      {open === "import" && <ImportDialog onClose={close} />}
    </>
  );
}
