"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Preferences } from "./preferences.tsx";
import type { Role } from "#lib/access/index.ts";

export interface Person {
  name: string;
  email: string;
  role: Role;
}

export function UserPanel({
  person,
  theme,
  onChoose,
}: {
  person: Person;
  theme: string;
  onChoose?: () => void;
}) {
  const t = useTranslations("common");
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/sign-in" });
  };
  return (
    <div className="grid grid-cols-1 gap-3 border-t border-line pt-3">
      <Link
        href="/settings/account"
        onClick={onChoose}
        title={t("account")}
        className="min-w-0 rounded-md px-1 hover:bg-sunken"
      >
        <span className="block truncate font-semibold">{person.name}</span>
        <span className="block truncate text-small text-soft">
          {t(`roles.${person.role}`)} · {person.email}
        </span>
      </Link>
      <Preferences theme={theme} />
      <Button size="small" pending={leaving} onClick={() => void leave()}>
        {!leaving && <LogOut aria-hidden />}
        {t("signOut")}
      </Button>
    </div>
  );
}
