"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { OpenidChoice } from "#lib/accounts/index.ts";

type OpenidOptionsProps = {
  choices: OpenidChoice[];
  /** Whether there are more than are shown. */
  more: boolean;
  chosenId: string | null;
  clearable: boolean;
  onChoose: (choice: OpenidChoice | null) => void;
};

/** The properties to choose from, each with who uses it already. */
export function OpenidOptions({
  choices,
  more,
  chosenId,
  clearable,
  onChoose,
}: OpenidOptionsProps) {
  const t = useTranslations("operations.openid");
  const format = useFormatter();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">{t("legend")}</legend>
      {choices.map((choice) => (
        <Option
          key={choice.id}
          checked={choice.id === chosenId}
          onChoose={() => onChoose(choice)}
        >
          <span className="font-medium">{choice.displayName}</span>{" "}
          <code className="text-small text-soft">{choice.name}</code>
          {choice.description && (
            <span className="block text-small text-soft">
              {choice.description}
            </span>
          )}
          {choice.usedBy.length > 0 && (
            <span className="block">
              <Badge tone="warning">
                {t("usedBy", {
                  names: format.list(
                    choice.usedBy.map(({ name }) => name),
                    "names",
                  ),
                })}
              </Badge>
            </span>
          )}
        </Option>
      ))}
      {choices.length === 0 && (
        <p className="py-6 text-center text-soft">{t("none")}</p>
      )}
      {more && <p className="text-small text-soft">{t("more")}</p>}
      {clearable && (
        <Option checked={chosenId === null} onChoose={() => onChoose(null)}>
          {t("clear")}
        </Option>
      )}
    </fieldset>
  );
}

function Option({
  checked,
  onChoose,
  children,
}: {
  checked: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  return (
    <label
      className={classNames(
        "flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2",
        checked ? "border-jade bg-jade-wash" : "border-line hover:bg-raised",
      )}
    >
      <input
        type="radio"
        name="openid-property"
        className="mt-1 size-4 accent-jade"
        checked={checked}
        onChange={onChoose}
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
