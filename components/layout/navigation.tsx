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
import { useId } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Messages } from "#lib/base/i18n/index.ts";

type Label = Exclude<keyof Messages["common"]["nav"], "label" | "groups">;

/** Daily work comes first, then settings, then the audit log. */
const groups: {
  name: keyof Messages["common"]["nav"]["groups"];
  entries: { href: string; label: Label; Icon: LucideIcon }[];
}[] = [
  {
    name: "work",
    entries: [
      { href: "/accounts", label: "accounts", Icon: UsersRound },
      { href: "/authorization-links", label: "links", Icon: Link2 },
      { href: "/events", label: "events", Icon: Inbox },
      { href: "/status", label: "status", Icon: Activity },
    ],
  },
  {
    name: "knowledge",
    entries: [
      { href: "/permissions", label: "permissions", Icon: KeySquare },
      { href: "/guidance", label: "guidance", Icon: BookOpenText },
      { href: "/settings/api", label: "reference", Icon: FileCode },
    ],
  },
  {
    name: "settings",
    entries: [
      { href: "/settings/user-properties", label: "properties", Icon: IdCard },
      { href: "/settings/platform", label: "platform", Icon: RadioTower },
      { href: "/settings/api-keys", label: "apiKeys", Icon: KeyRound },
      { href: "/settings/webhooks", label: "webhooks", Icon: Webhook },
      { href: "/settings/retention", label: "retention", Icon: Timer },
    ],
  },
  {
    name: "people",
    entries: [
      { href: "/settings/members", label: "members", Icon: UserCog },
      { href: "/settings/security", label: "security", Icon: ShieldCheck },
      { href: "/audit", label: "audit", Icon: ScrollText },
    ],
  },
];

export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const t = useTranslations("common.nav");
  const path = usePathname();
  const id = useId();
  return (
    <nav aria-label={t("label")} className="grid gap-2">
      {groups.map(({ name, entries }) => (
        <div key={name}>
          <p
            id={`${id}-${name}`}
            className="px-3 pb-0.5 text-xs font-medium text-soft"
          >
            {t(`groups.${name}`)}
          </p>
          <ul aria-labelledby={`${id}-${name}`}>
            {entries.map(({ href, label, Icon }) => {
              const here = path === href || path.startsWith(`${href}/`);
              return (
                <li key={href}>
                  <Link
                    href={href}
                    onClick={onChoose}
                    aria-current={here ? "page" : undefined}
                    className={classNames(
                      "flex min-h-11 items-center gap-2.5 rounded-md px-3 py-0.5 lg:min-h-7",
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
        </div>
      ))}
    </nav>
  );
}
