"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, TextArea } from "#components/ui/field.tsx";
import { type TableInput, useImport } from "./api.ts";
import { changesOf, ImportPreview } from "./import-preview.tsx";

const EXAMPLE = `name,displayName,type,description
openid_vip,VIP OpenID,text,
birthday,Birthday,date,`;

/** JSON begins with a bracket; anything else is CSV. */
const formatOf = (text: string): TableInput["format"] =>
  /^\uFEFF?\s*[[{]/.test(text) ? "json" : "csv";

/** Takes a table, previews its changes and applies them. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("userProperties.import");
  const common = useTranslations("common");
  const [text, setText] = useState("");
  const look = useImport();
  const apply = useImport();
  const table = { format: formatOf(text), text };
  const preview = look.data;
  const failure = apply.error ?? look.error;
  const back = () => {
    look.reset();
    apply.reset();
  };
  if (apply.data)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("title")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <ImportPreview result={apply.data} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={preview ? t("previewDescription") : t("description")}
      footer={
        preview ? (
          <>
            <Button onClick={back}>{t("back")}</Button>
            <Button
              variant="primary"
              disabled={changesOf(preview.counts) === 0}
              pending={apply.isPending}
              onClick={() => apply.mutate({ ...table, apply: true })}
            >
              {t("apply", { count: changesOf(preview.counts) })}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button
              variant="primary"
              disabled={text.trim() === ""}
              pending={look.isPending}
              onClick={() => look.mutate({ ...table, apply: false })}
            >
              {t("preview")}
            </Button>
          </>
        )
      }
    >
      <ErrorCallout error={failure} className="mb-3" />
      {preview ? (
        <ImportPreview result={preview} />
      ) : (
        <TableInputFields text={text} onText={setText} />
      )}
    </Dialog>
  );
}

function TableInputFields({
  text,
  onText,
}: {
  text: string;
  onText: (text: string) => void;
}) {
  const t = useTranslations("userProperties.import");
  return (
    <div className="grid gap-3">
      <FileButton onText={onText} />
      <Field label={t("text")} hint={t("textHint")}>
        {(wiring) => (
          <TextArea
            {...wiring}
            value={text}
            rows={10}
            spellCheck={false}
            placeholder={EXAMPLE}
            className="font-mono text-small"
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const t = useTranslations("userProperties.import");
  const [name, setName] = useState<string | null>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    onText(await file.text());
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button asChild>
        <label className="cursor-pointer focus-within:outline-2 focus-within:outline-jade">
          <FileUp aria-hidden />
          {t("choose")}
          <input
            type="file"
            accept=".csv,.json,text/csv,application/json"
            className="sr-only"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </label>
      </Button>
      {name && <span className="break-all text-soft">{name}</span>}
    </div>
  );
}
