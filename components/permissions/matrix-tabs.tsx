import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import type { AccountType } from "#lib/accounts/permissions/index.ts";
import { accountTypes } from "#lib/accounts/kinds.ts";

/** The two account types share no set, so each has a separate matrix. */
export function MatrixTabs({ type }: { type: AccountType }) {
  const t = useTranslations("permissions");
  return (
    <nav aria-label={t("matrix.types")} className="flex gap-1">
      {accountTypes.map((each) => (
        <Link
          key={each}
          href={`/permissions/matrix?type=${each}`}
          aria-current={each === type ? "page" : undefined}
          className={classNames(
            "inline-flex min-h-9 items-center rounded-md px-3 py-1.5",
            each === type
              ? "bg-jade-wash font-semibold text-jade"
              : "hover:bg-sunken",
          )}
        >
          {t(`types.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
