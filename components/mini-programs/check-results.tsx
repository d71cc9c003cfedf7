import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SourceTest } from "#lib/mini-programs/index.ts";

/** The steps of a source test with their results. */
export function CheckResults({ result }: { result: SourceTest }) {
  const t = useTranslations("miniPrograms.send");
  return (
    <div role="status" className="rounded-md bg-sunken px-3 py-2.5 text-small">
      <ul aria-label={t("results")} className="grid gap-1.5">
        {result.checks.map(({ id, ok, detail }) => {
          const [Icon, look] = ok
            ? [CircleCheck, "text-success"]
            : id === "unique"
              ? [TriangleAlert, "text-warning"]
              : [CircleAlert, "text-danger"];
          return (
            <li key={id} className="flex items-start gap-2">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
              <span className="min-w-0 break-words">{detail}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
