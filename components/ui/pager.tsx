import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

type PagerProps = {
  path: string;
  query: Record<string, string | undefined>;
  nextCursor: string | null;
};

/** Keyset pagination only goes forward; the browser's back button goes back. */
export function Pager({ path, query, nextCursor }: PagerProps) {
  const t = useTranslations("common");
  const { cursor, ...rest } = query;
  if (!cursor && !nextCursor) return null;
  return (
    <nav
      aria-label={t("pages")}
      className="flex justify-end gap-2 border-t border-line p-3"
    >
      {cursor && (
        <Button asChild size="small">
          <Link href={{ pathname: path, query: rest }}>{t("first")}</Link>
        </Button>
      )}
      {nextCursor && (
        <Button asChild size="small">
          <Link
            href={{ pathname: path, query: { ...rest, cursor: nextCursor } }}
          >
            {t("next")}
          </Link>
        </Button>
      )}
    </nav>
  );
}
