"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** The way back for who is somebody else, or has nothing at hand. */
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
