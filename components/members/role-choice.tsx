"use client";

import { useTranslations } from "next-intl";
import { CheckField } from "#components/ui/check-field.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
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
    <FieldGroup label={t("role")} className="gap-2">
      {rolesDescending.map((role) => (
        <CheckField
          key={role}
          type="radio"
          name="role"
          value={role}
          checked={role === value}
          onChange={() => onChange(role)}
          className="items-start [&>input]:mt-1"
        >
          <span>
            {names(role)}
            <span className="block text-small text-soft">
              {t(`may.${role}`)}
            </span>
          </span>
        </CheckField>
      ))}
    </FieldGroup>
  );
}
