"use client";

import { useMutation } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import { useTranslations } from "next-intl";
import { call } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import { askForPasskey } from "./ask-for-passkey.ts";
import { useErrorText } from "./use-error-text.ts";

/** Confirms the current user's identity with a passkey. */
export function PasskeyProof({
  instead,
  onProven,
}: {
  /** Whether the passkey is offered beside the password. */
  instead: boolean;
  onProven: () => void;
}) {
  const t = useTranslations("signIn.passkey");
  const prove = useMutation({
    mutationFn: async () =>
      call("confirmIdentity", { body: { assertion: await askForPasskey() } }),
    onSuccess: onProven,
  });
  const errorText = useErrorText(prove.error);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size={instead ? "small" : "large"}
        pending={prove.isPending}
        onClick={() => prove.mutate()}
      >
        <Fingerprint aria-hidden />
        {t(instead ? "instead" : "use")}
      </Button>
      <ErrorText error={errorText} />
    </div>
  );
}
