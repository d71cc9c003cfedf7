"use client";

import { useTranslations } from "next-intl";

/**
 * The short form of `ErrorCallout`, beside a button. Renders nothing without an error.
 * @param error a sentence, or an error of a call; one without a message never reached the server
 */
export function ErrorText({
  error,
  className = "text-small text-danger",
}: {
  error: Error | string | null;
  className?: string;
}) {
  const t = useTranslations("common");
  if (error === null) return null;
  return (
    <p role="alert" className={className}>
      {typeof error === "string" ? error : error.message || t("unreachable")}
    </p>
  );
}
