"use client";

import {
  Activity,
  BookOpenText,
  FileCode,
  IdCard,
  Inbox,
  KeyRound,
  KeySquare,
  Link2,
  type LucideIcon,
  RadioTower,
  UserCog,
  ScrollText,
  ShieldCheck,
  Timer,
  UsersRound,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";

const sections: {
  href: string;
  label:
    | "accounts"
    | "links"
    | "events"
    | "permissions"
    | "guidance"
    | "properties"
    | "members"
    | "platform"
    | "audit"
    | "retention"
    | "security"
    | "status"
    | "webhooks"
    | "apiKeys"
    | "reference";
  Icon: LucideIcon;
}[] = [
  { href: "/accounts", label: "accounts", Icon: UsersRound },
  { href: "/authorization-links", label: "links", Icon: Link2 },
  { href: "/events", label: "events", Icon: Inbox },
  { href: "/permissions", label: "permissions", Icon: KeySquare },
  { href: "/guidance", label: "guidance", Icon: BookOpenText },
  { href: "/settings/user-properties", label: "properties", Icon: IdCard },
  { href: "/settings/platform", label: "platform", Icon: RadioTower },
  { href: "/settings/webhooks", label: "webhooks", Icon: Webhook },
  { href: "/settings/api-keys", label: "apiKeys", Icon: KeyRound },
  { href: "/settings/api", label: "reference", Icon: FileCode },
  { href: "/settings/members", label: "members", Icon: UserCog },
  { href: "/settings/security", label: "security", Icon: ShieldCheck },
  { href: "/settings/retention", label: "retention", Icon: Timer },
  { href: "/audit", label: "audit", Icon: ScrollText },
  { href: "/status", label: "status", Icon: Activity },
];

export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const t = useTranslations("common.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")}>
      <ul className="grid gap-0.5">
        {sections.map(({ href, label, Icon }) => {
          const here = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onChoose}
                aria-current={here ? "page" : undefined}
                className={classNames(
                  "flex min-h-9 items-center gap-2.5 rounded-md px-3 py-1.5",
                  here
                    ? "bg-jade-wash font-semibold text-jade"
                    : "text-ink hover:bg-sunken",
                )}
              >
                <Icon aria-hidden className="size-4" />
                {t(label)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
