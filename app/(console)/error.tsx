"use client";

import { CloudAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export default function ConsoleError({ reset }: { reset: () => void }) {
  const t = useTranslations("common.error");
  return (
    <EmptyState
      icon={CloudAlert}
      title={t("title")}
      action={<Button onClick={reset}>{t("retry")}</Button>}
    >
      {t("body")}
    </EmptyState>
  );
}
