import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { AuditRow } from "#lib/audit/log/index.ts";

const tones = { done: "success", denied: "danger", failed: "warning" } as const;

/** The subject of an entry, with a link to all entries about it. */
export function EntrySubject({ subject }: Pick<AuditRow, "subject">) {
  if (!subject) return null;
  const { id, name } = subject;
  // People recognize an AppID; an internal id is shown only where there is no name.
  const showsId = name === null || id.startsWith("wx");
  return (
    <Link
      className="text-jade wrap-anywhere hover:underline"
      href={{ pathname: "/audit", query: { subject: id } }}
    >
      {name && <span className="block">{name}</span>}
      {showsId && <code className="break-all">{id}</code>}
    </Link>
  );
}

export function EntryOutcome({ outcome }: Pick<AuditRow, "outcome">) {
  const t = useTranslations("audit.outcomes");
  return <Badge tone={tones[outcome]}>{t(outcome)}</Badge>;
}
