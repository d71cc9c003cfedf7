"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, NativeSelect } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import { useRotateKey } from "./api.ts";

const overlaps = [
  { name: "day", hours: 24 },
  { name: "week", hours: 168 },
  { name: "hour", hours: 1 },
  { name: "none", hours: 0 },
] as const;

/** Asks how long the old key stays valid, then shows the new one once. */
export function RotateKey({
  apiKey,
  onClose,
}: {
  apiKey: ApiKey;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys");
  const words = useTranslations("apiKeys.secret");
  const [hours, setHours] = useState<number>(overlaps[0].hours);
  const rotate = useRotateKey(apiKey.id);
  if (rotate.data)
    return (
      <SecretDialog words={words} secret={rotate.data.key} onClose={onClose} />
    );
  const submit = () => rotate.mutate(hours);
  return (
    <FormDialog
      title={t("rotateTitle", { name: apiKey.name })}
      action={t("rotate")}
      pending={rotate.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("rotateBody")}</p>
      <Field label={t("overlap")}>
        {(wiring) => (
          <NativeSelect
            {...wiring}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
          >
            {overlaps.map(({ name, hours: value }) => (
              <option key={name} value={value}>
                {t(`overlaps.${name}`)}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <ErrorCallout error={rotate.error} />
    </FormDialog>
  );
}
