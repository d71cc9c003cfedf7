import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Shows on every page how long the user may still work without a second factor. */
export function EnrolNotice({ days }: { days: number }) {
  const t = useTranslations("secondFactors.notice");
  return (
    <p className="flex items-center justify-center gap-2 bg-info-wash px-4 py-1.5 text-center text-small text-info">
      <ShieldAlert aria-hidden className="size-4 shrink-0" />
      <span>
        {t("body", { days })}{" "}
        <Link href="/settings/security" className="font-semibold underline">
          {t("go")}
        </Link>
      </span>
    </p>
  );
}
