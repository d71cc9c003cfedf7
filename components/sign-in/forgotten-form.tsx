"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { formText } from "#components/ui/form-text.ts";
import { useForgottenPassword } from "./api.ts";
import { EmailField } from "./person-fields.tsx";

/** Sends a link to choose a new password, without revealing whether such a member exists. */
export function ForgottenForm() {
  const t = useTranslations("signIn");
  const ask = useForgottenPassword();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(formText(new FormData(event.currentTarget), "email"));
  };
  if (ask.isSuccess)
    return (
      <Callout tone="success" role="status" title={t("forgotten.asked")}>
        {t("forgotten.askedBody")}
      </Callout>
    );
  const fields = ask.error instanceof ApiProblem ? ask.error.fields : {};
  return (
    <form method="post" className="grid gap-4" onSubmit={submit}>
      {ask.error && (
        <Callout tone="danger" role="alert">
          {ask.error.message || t("unreachable")}
        </Callout>
      )}
      <EmailField error={fields["email"]} autoFocus />
      <Button
        type="submit"
        variant="primary"
        size="large"
        pending={ask.isPending}
      >
        {t("forgotten.action")}
      </Button>
    </form>
  );
}
