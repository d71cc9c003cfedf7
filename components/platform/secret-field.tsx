"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/field.tsx";

/** A secret that can be set or replaced but not read again. */
export function SecretField({
  name,
  label,
  hint,
  set,
  error,
}: {
  name: string;
  label: string;
  hint: string;
  set: boolean;
  error?: string;
}) {
  const t = useTranslations("platform.form");
  const [replacing, setReplacing] = useState(false);
  if (set && !replacing)
    return (
      <div className="grid gap-1">
        <span className="font-medium">{label}</span>
        <span className="flex items-center gap-3">
          <span className="text-soft">{t("isSet")}</span>
          <Button
            size="small"
            onClick={() => setReplacing(true)}
            aria-label={t("replaceNamed", { name: label })}
          >
            {t("replace")}
          </Button>
        </span>
      </div>
    );
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      name={name}
      type="password"
      required={!set}
      autoComplete="off"
      autoFocus={replacing}
      spellCheck={false}
    />
  );
}
