import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import { EnrolNotice } from "#components/second-factors/enrol-notice.tsx";
import { TicketBanner } from "#components/status/ticket-banner.tsx";
import { Navigation } from "./navigation.tsx";
import { PhoneMenu } from "./phone-menu.tsx";
import { Seal } from "./seal.tsx";
import { type Person, UserPanel } from "./user-panel.tsx";

/** The frame around every page of the console. */
export function Shell({
  person,
  theme,
  sandboxOrigin,
  mayRepair,
  singleSignOn,
  daysToEnrol,
  children,
}: {
  person: Person;
  theme: string;
  sandboxOrigin: string | null;
  /** Shows a banner on every page when the platform's verify ticket stops arriving. */
  mayRepair: boolean;
  /** Name of the single sign-on provider; null when there is none. */
  singleSignOn: string | null;
  /** When a second factor becomes mandatory for the user; null when none is needed or one is set up. */
  daysToEnrol: number | null;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16rem_1fr]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-jade focus:px-4 focus:py-2 focus:text-jade-ink"
      >
        {t("skip")}
      </a>
      <aside className="hidden border-r border-line bg-surface lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:gap-4 lg:p-4">
        <Brand name={t("product")} />
        <div className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2">
          <Navigation />
        </div>
        <UserPanel person={person} theme={theme} />
      </aside>
      <div className="min-w-0">
        <header className="flex items-center justify-between border-b border-line bg-surface px-4 py-2 lg:hidden">
          <Brand name={t("product")} />
          <PhoneMenu person={person} theme={theme} />
        </header>
        {mayRepair && <TicketBanner />}
        {daysToEnrol !== null && <EnrolNotice days={daysToEnrol} />}
        {sandboxOrigin && (
          <p className="flex items-center justify-center gap-2 bg-warning-wash px-4 py-1.5 text-center text-small text-warning">
            <FlaskConical aria-hidden className="size-4 shrink-0" />
            <span>
              {t("simulated")}{" "}
              <a
                href={sandboxOrigin}
                target="_blank"
                rel="noreferrer"
                className="font-semibold underline"
              >
                {t("openSandbox")}
              </a>
            </span>
          </p>
        )}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-6xl px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8"
        >
          <RecentSignIn singleSignOn={singleSignOn}>{children}</RecentSignIn>
        </main>
      </div>
    </div>
  );
}

function Brand({ name }: { name: string }) {
  return (
    <Link
      href="/accounts"
      className="flex items-center gap-2.5 rounded-md text-base font-semibold tracking-wide"
    >
      <Seal className="size-8" />
      {name}
    </Link>
  );
}
