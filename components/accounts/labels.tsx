import { BadgeCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { AccountKind, AccountStatus } from "#lib/accounts/index.ts";

const statusTones: Record<AccountStatus, Tone> = {
  enabled: "success",
  disabled: "neutral",
  deauthorized: "danger",
};

export function KindBadge({ kind }: { kind: AccountKind }) {
  const t = useTranslations("accounts.kinds");
  return <Badge tone="info">{t(kind)}</Badge>;
}

export function StatusBadge({ status }: { status: AccountStatus }) {
  const t = useTranslations("accounts.statuses");
  return <Badge tone={statusTones[status]}>{t(status)}</Badge>;
}

export function VerifiedMark({ verified }: { verified: boolean }) {
  const t = useTranslations("accounts");
  return verified ? (
    <span className="inline-flex items-center gap-1 text-small whitespace-nowrap text-success">
      <BadgeCheck aria-hidden className="size-3.5" />
      {t("verified")}
    </span>
  ) : (
    <span className="text-small whitespace-nowrap text-soft">
      {t("notVerified")}
    </span>
  );
}
