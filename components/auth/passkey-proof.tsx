"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import type { OwnFactors } from "#lib/factors/index.ts";
import { askForPasskey } from "./ask-for-passkey.ts";
import { useTrouble } from "./use-trouble.ts";

/** Instead of the password: a passkey, for those who have one. */
export function PasskeyProof({ onProven }: { onProven: () => void }) {
  const t = useTranslations("auth.passkey");
  const { data } = useQuery({
    queryKey: ["factors"],
    queryFn: () => api<OwnFactors>("/session/factors"),
  });
  const prove = useMutation({
    mutationFn: async () =>
      api<undefined>("/session/confirm", {
        method: "POST",
        body: { assertion: await askForPasskey() },
      }),
    onSuccess: onProven,
  });
  const trouble = useTrouble(prove.error);
  if (!data || data.passkeys.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="small"
        pending={prove.isPending}
        onClick={() => prove.mutate()}
      >
        <Fingerprint aria-hidden />
        {t("instead")}
      </Button>
      {trouble && (
        <span role="alert" className="text-[13px] text-danger">
          {trouble}
        </span>
      )}
    </div>
  );
}
