"use client";

import { useTranslations } from "next-intl";
import { Choice } from "#components/ui/choice.tsx";
import { type AccountType, accountTypes } from "#lib/accounts/kinds.ts";

/** For which type of account the guides are shown. */
export function GuideTypeChoice({
  type,
  onChange,
}: {
  type: AccountType;
  onChange: (type: AccountType) => void;
}) {
  const t = useTranslations("guidance");
  return (
    <Choice
      label={t("type")}
      value={type}
      options={accountTypes.map((value) => ({
        value,
        label: t(`types.${value}`),
      }))}
      onChange={onChange}
    />
  );
}
