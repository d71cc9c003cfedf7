"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { useTrouble } from "#components/auth/use-trouble.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import { type Proven, useRemoveTotp } from "./api.ts";

/** Wants a code before the app is put out of use. */
export function RemoveTotp({
  proven,
  onClose,
}: {
  proven: Proven;
  onClose: () => void;
}) {
  const t = useTranslations("security.totp");
  const common = useTranslations("common");
  const form = useId();
  const remove = useRemoveTotp(proven);
  const trouble = useTrouble(remove.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    remove.mutate(formText(new FormData(event.currentTarget), "code"), {
      onSuccess: onClose,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("removeTitle")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="danger"
            pending={remove.isPending}
          >
            {t("remove")}
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit}>
        <p>{t("removeBody")}</p>
        {trouble && (
          <Callout tone="danger" role="alert">
            {trouble}
          </Callout>
        )}
        <Field label={t("removeCode")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              name="code"
              required
              autoFocus
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={100}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
