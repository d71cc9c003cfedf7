"use client";

import { useTranslations } from "next-intl";
import { PasskeyError } from "./ask-for-passkey.ts";

/** The error of an identity check as a sentence; null without an error. */
export function useErrorText(error: Error | null): string | null {
  const t = useTranslations("signIn");
  if (error === null) return null;
  if (error instanceof PasskeyError) return t(`passkey.${error.reason}`);
  return error.message || t("unreachable");
}
