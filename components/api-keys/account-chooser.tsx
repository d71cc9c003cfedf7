"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { useFoundAccounts } from "./api.ts";

/** A chosen account; `name` if it is known. */
export interface ChosenAccount {
  appid: string;
  name: string | null;
}

/** Finds accounts by name or AppID and gathers those that are ticked. */
export function AccountChooser({
  chosen,
  onChange,
}: {
  chosen: ChosenAccount[];
  onChange: (chosen: ChosenAccount[]) => void;
}) {
  const t = useTranslations("apiKeys.form");
  const [typed, setTyped] = useState("");
  const { data, error } = useFoundAccounts(useDeferredValue(typed.trim()));
  const without = (appid: string) =>
    chosen.filter((account) => account.appid !== appid);
  return (
    <div className="grid gap-2 rounded-md border border-line p-3">
      <p role="status" className="text-small text-soft">
        {t("chosen", { count: chosen.length })}
      </p>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map(({ appid, name }) => (
            <li key={appid}>
              <Button
                size="small"
                onClick={() => onChange(without(appid))}
                title={appid}
              >
                {name ?? appid}
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SearchInput label={t("search")} value={typed} onChange={setTyped} />
      {!data && !error && <Skeleton className="h-16" />}
      <ErrorText error={error} className="text-danger" />
      {data?.items.length === 0 && (
        <p className="text-soft">{t("noAccount")}</p>
      )}
      <ul className="grid max-h-52 gap-1 overflow-y-auto">
        {data?.items.map(({ appid, name }) => (
          <li key={appid}>
            <CheckField
              checked={chosen.some((account) => account.appid === appid)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...without(appid), { appid, name }]
                    : without(appid),
                )
              }
            >
              <span className="min-w-0 break-words">
                {name} <code className="text-small text-soft">{appid}</code>
              </span>
            </CheckField>
          </li>
        ))}
      </ul>
      {data?.nextCursor && <p className="text-small text-soft">{t("more")}</p>}
    </div>
  );
}
