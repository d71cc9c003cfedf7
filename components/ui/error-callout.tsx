"use client";

import { useTranslations } from "next-intl";
import { Callout } from "./callout.tsx";

/** The server's message; an error without a message never reached the server. Renders nothing without an error. */
export function ErrorCallout({
  error,
  title,
  className,
}: {
  error: Error | null;
  title?: string;
  className?: string;
}) {
  const t = useTranslations("common");
  return (
    error && (
      <Callout tone="danger" role="alert" title={title} className={className}>
        {error.message || t("unreachable")}
      </Callout>
    )
  );
}
