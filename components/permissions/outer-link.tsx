import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** A link out of the console. */
export function OuterLink({
  href,
  children,
}: {
  href: string;
  children: ReactNode;
}) {
  const t = useTranslations("permissions.detail");
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="justify-self-start break-words text-jade underline"
    >
      {children}
      <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3.5" />
      <span className="sr-only">{t("newWindow")}</span>
    </a>
  );
}
