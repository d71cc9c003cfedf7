"use client";

import { useTranslations } from "next-intl";
import { Callout } from "./callout.tsx";

/** What went wrong, in the server's words; an error without words never reached the server. Nothing where all went well. */
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
