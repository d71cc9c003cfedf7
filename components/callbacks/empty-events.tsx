import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** Why no event is shown, and where to go from here. */
export function EmptyEvents({ filtered }: { filtered: boolean }) {
  const t = useTranslations("callbacks.empty");
  return filtered ? (
    <EmptyState
      icon={SearchX}
      title={t("filtered")}
      action={
        <Button asChild>
          <Link href="/events">{t("clear")}</Link>
        </Button>
      }
    >
      {t("filteredBody")}
    </EmptyState>
  ) : (
    <EmptyState
      icon={Inbox}
      title={t("none")}
      action={
        <Button asChild>
          <Link href="/settings/platform">{t("platform")}</Link>
        </Button>
      }
    >
      {t("noneBody")}
    </EmptyState>
  );
}
