"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { useConfirmPassword } from "./api.ts";
import { PasskeyProof } from "./passkey-proof.tsx";
import { passwordOf } from "./password-of.ts";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";

/** Asks who sits here, before something that cannot be undone: by password, a passkey, or the company's own sign-in. */
export function ConfirmIdentity({
  singleSignOn,
  onConfirmed,
  onClose,
}: {
  /** The name of the other way to prove who one is; null when there is none. */
  singleSignOn: string | null;
  onConfirmed: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("auth.confirm");
  const common = useTranslations("common");
  const form = useId();
  const confirm = useConfirmPassword();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    confirm.mutate(passwordOf(given, "password"), { onSuccess: onConfirmed });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={confirm.isPending}
          >
            {t("action")}
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit}>
        {confirm.error && (
          <Callout tone="danger" role="alert">
            {confirm.error.message || common("unreachable")}
          </Callout>
        )}
        <Field label={t("password")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              autoFocus
            />
          )}
        </Field>
        <PasskeyProof onProven={onConfirmed} />
        {singleSignOn !== null && (
          <SingleSignOnButton name={singleSignOn} goTo={null} />
        )}
      </form>
    </Dialog>
  );
}
