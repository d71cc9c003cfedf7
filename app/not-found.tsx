import { Compass } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={Compass}
        title={t("title")}
        action={
          <Button asChild>
            <a href="/accounts">{t("home")}</a>
          </Button>
        }
      >
        {t("body")}
      </EmptyState>
    </main>
  );
}
