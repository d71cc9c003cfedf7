"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { api } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { PasskeyProof } from "./passkey-proof.tsx";

/** Asks a signed-in person to prove again to be themselves: by password, or by a passkey. */
export function ConfirmIdentity({
  onConfirmed,
  onClose,
}: {
  onConfirmed: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("auth.confirm");
  const common = useTranslations("common");
  const form = useId();
  const [password, setPassword] = useState("");
  const confirm = useMutation({
    mutationFn: () =>
      api<undefined>("/session/confirm", {
        method: "POST",
        body: { password },
      }),
    onSuccess: onConfirmed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
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
            disabled={password === "" || confirm.isPending}
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
              type="password"
              autoFocus
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <PasskeyProof onProven={onConfirmed} />
      </form>
    </Dialog>
  );
}
