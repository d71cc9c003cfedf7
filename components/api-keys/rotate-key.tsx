"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, NativeSelect } from "#components/ui/field.tsx";
import type { ApiKey } from "#lib/api-keys/index.ts";
import { useRotateKey } from "./api.ts";
import { KeySecret } from "./key-secret.tsx";

const overlaps = [
  { name: "day", hours: 24 },
  { name: "week", hours: 168 },
  { name: "hour", hours: 1 },
  { name: "none", hours: 0 },
] as const;

/** Asks how long the old key lives on, then shows the new one once. */
export function RotateKey({
  apiKey,
  onClose,
}: {
  apiKey: ApiKey;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys");
  const common = useTranslations("common");
  const form = useId();
  const [hours, setHours] = useState<number>(overlaps[0].hours);
  const rotate = useRotateKey(apiKey.id);
  if (rotate.data)
    return <KeySecret secret={rotate.data.key} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate(hours);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("rotateTitle", { name: apiKey.name })}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={rotate.isPending}
          >
            {t("rotate")}
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit}>
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
        {rotate.error && (
          <Callout tone="danger" role="alert">
            {rotate.error.message || common("unreachable")}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
