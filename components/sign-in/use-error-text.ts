"use client";

import { useTranslations } from "next-intl";
import { PasskeyError } from "./ask-for-passkey.ts";

/** What went wrong with a proof of who somebody is, in a sentence; null when nothing did. */
export function useErrorText(error: Error | null): string | null {
  const t = useTranslations("signIn");
  if (error === null) return null;
  if (error instanceof PasskeyError) return t(`passkey.${error.reason}`);
  return error.message || t("unreachable");
}
