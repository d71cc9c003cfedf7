import { getTranslations } from "next-intl/server";
import { Skeleton } from "#components/ui/states.tsx";

export default async function Loading() {
  const t = await getTranslations("common");
  return (
    <div role="status" aria-label={t("loading")} className="grid gap-4">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
