import { RadioTower, SearchX, UsersRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** Why the list is empty, and what a newcomer does first. */
export function EmptyList({
  filtered,
  configured,
  ticketArrived,
}: {
  filtered: boolean;
  configured: boolean;
  ticketArrived: boolean;
}) {
  const t = useTranslations("accounts.empty");
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title={t("filtered")}
        action={
          <Button asChild>
            <Link href="/accounts">{t("clear")}</Link>
          </Button>
        }
      >
        {t("filteredBody")}
      </EmptyState>
    );
  if (!configured)
    return (
      <EmptyState
        icon={RadioTower}
        title={t("unconfigured")}
        action={
          <Button asChild variant="primary">
            <Link href="/settings/platform">{t("configure")}</Link>
          </Button>
        }
      >
        {t("unconfiguredBody")}
      </EmptyState>
    );
  return (
    <EmptyState icon={UsersRound} title={t("none")}>
      <p>{t("noneBody")}</p>
      {!ticketArrived && <p className="mt-2 text-warning">{t("noTicket")}</p>}
    </EmptyState>
  );
}
