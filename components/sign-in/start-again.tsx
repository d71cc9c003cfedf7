"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** The way back to the first step, for another person or without a factor at hand. */
export function StartAgain() {
  const t = useTranslations("common");
  const leave = async () => {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/sign-in" });
  };
  return (
    <Button variant="ghost" onClick={() => void leave()}>
      {t("signOut")}
    </Button>
  );
}
