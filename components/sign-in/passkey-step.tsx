"use client";

import { useMutation } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { askForPasskey } from "./ask-for-passkey.ts";
import { useErrorText } from "./use-error-text.ts";

/** The button that asks for a passkey, and its error. */
export function PasskeyStep({
  disabled,
  variant = "secondary",
  onChosen,
}: {
  disabled: boolean;
  variant?: "primary" | "secondary";
  /** Receives the passkey's response as JSON. */
  onChosen: (assertion: string) => void;
}) {
  const t = useTranslations("signIn.passkey");
  const ask = useMutation({ mutationFn: askForPasskey });
  const errorText = useErrorText(ask.error);
  return (
    <>
      {errorText && (
        <Callout tone="warning" role="alert">
          {errorText}
        </Callout>
      )}
      <Button
        size="large"
        variant={variant}
        disabled={disabled}
        pending={ask.isPending}
        onClick={() =>
          ask.mutate(undefined, {
            onSuccess: (answer) => onChosen(JSON.stringify(answer)),
          })
        }
      >
        <Fingerprint aria-hidden />
        {t("use")}
      </Button>
    </>
  );
}
