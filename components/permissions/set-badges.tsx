import { FileWarning, Lock, ScrollText, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";

/** The special properties of a set as badges. */
export function SetBadges({
  set,
}: {
  set: {
    minimum: boolean;
    exclusive: boolean | null;
    agreement: boolean;
    conflicts: boolean;
  };
}) {
  const t = useTranslations("permissions");
  const icon = "size-3";
  return (
    <>
      {set.minimum && (
        <Badge tone="success">
          <Star aria-hidden className={icon} />
          {t("minimum")}
        </Badge>
      )}
      {set.exclusive && (
        <Badge tone="warning">
          <Lock aria-hidden className={icon} />
          {t("exclusive")}
        </Badge>
      )}
      {set.agreement && (
        <Badge tone="info">
          <ScrollText aria-hidden className={icon} />
          {t("agreement")}
        </Badge>
      )}
      {set.conflicts && (
        <Badge>
          <FileWarning aria-hidden className={icon} />
          {t("conflicts")}
        </Badge>
      )}
    </>
  );
}
