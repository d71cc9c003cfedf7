"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Leads to the single sign-on provider and back. */
export function SingleSignOnButton({
  name,
  goTo,
}: {
  /** Name of the provider; empty when it has none. */
  name: string;
  /** null: returns to this page with a recent sign-in. */
  goTo: string | null;
}) {
  const t = useTranslations("signIn");
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    const { signIn } = await import("next-auth/react");
    await signIn(
      "oidc",
      { callbackUrl: goTo ?? window.location.href },
      goTo === null ? { prompt: "login" } : undefined,
    );
  };
  return (
    <Button size="large" pending={leaving} onClick={() => void leave()}>
      {!leaving && <KeyRound aria-hidden />}
      {name === "" ? t("singleSignOnName") : t("singleSignOn", { name })}
    </Button>
  );
}
