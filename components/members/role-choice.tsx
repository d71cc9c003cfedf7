"use client";

import { useTranslations } from "next-intl";
import type { Role } from "#lib/access/index.ts";
import { rolesDescending } from "./roles.ts";

/** A role, with what each may do. */
export function RoleChoice({
  value,
  onChange,
}: {
  value: Role;
  onChange: (role: Role) => void;
}) {
  const t = useTranslations("members");
  const names = useTranslations("common.roles");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{t("role")}</legend>
      {rolesDescending.map((role) => (
        <label key={role} className="flex items-start gap-2">
          <input
            type="radio"
            name="role"
            value={role}
            checked={role === value}
            onChange={() => onChange(role)}
            className="mt-1 size-4 shrink-0 accent-jade"
          />
          <span>
            {names(role)}
            <span className="block text-small text-soft">
              {t(`may.${role}`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
