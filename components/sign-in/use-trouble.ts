"use client";

import { useTranslations } from "next-intl";
import { PasskeyTrouble } from "./ask-for-passkey.ts";

/** What went wrong with a proof of who somebody is, in a sentence; null when nothing did. */
export function useTrouble(error: Error | null): string | null {
  const t = useTranslations("signIn");
  if (error === null) return null;
  if (error instanceof PasskeyTrouble) return t(`passkey.${error.reason}`);
  return error.message || t("unreachable");
}
