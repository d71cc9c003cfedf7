"use client";

import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import type { Scope } from "#lib/access/index.ts";
import { useApiKeys } from "./api.ts";
import { KeySummary } from "./key-summary.tsx";
import { EditKeyDialog, RevokeKey, RotateKey } from "./lazy.ts";

const changes = ["edit", "rotate", "revoke"] as const;
type KeyDialogName = (typeof changes)[number];
const changesOf = ({ state }: ApiKey) => (state === "revoked" ? [] : changes);

/** The keys and what can be done with each. */
export function KeyList({
  initial,
  cursor,
  scopes,
}: {
  initial: { items: ApiKey[]; nextCursor: string | null };
  /** Of the page that is shown. */
  cursor: string | undefined;
  scopes: readonly Scope[];
}) {
  const t = useTranslations("apiKeys");
  const { data } = useApiKeys(initial, cursor);
  const [dialog, setDialog] = useState<{
    what: KeyDialogName;
    apiKey: ApiKey;
  } | null>(null);
  const close = () => setDialog(null);
  if (data.items.length === 0)
    return (
      <EmptyState icon={KeyRound} title={t("none")}>
        {t("noneBody")}
      </EmptyState>
    );
  return (
    <>
      <ul>
        {data.items.map((apiKey) => (
          <li
            key={apiKey.id}
            className="grid gap-3 border-b border-line p-4 last:border-0 sm:px-5"
          >
            <KeySummary apiKey={apiKey} />
            <div className="flex flex-wrap gap-2">
              {changesOf(apiKey).map((what) => (
                <Button
                  key={what}
                  size="small"
                  variant={what === "revoke" ? "danger" : undefined}
                  onClick={() => setDialog({ what, apiKey })}
                >
                  {t(what)}
                </Button>
              ))}
              <Button size="small" variant="ghost" asChild>
                <Link
                  href={{ pathname: "/audit", query: { actor: apiKey.id } }}
                >
                  {t("log")}
                </Link>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {dialog?.what === "edit" && (
        <EditKeyDialog apiKey={dialog.apiKey} scopes={scopes} onClose={close} />
      )}
      {dialog?.what === "rotate" && (
        <RotateKey apiKey={dialog.apiKey} onClose={close} />
      )}
      {dialog?.what === "revoke" && (
        <RevokeKey apiKey={dialog.apiKey} onClose={close} />
      )}
    </>
  );
}
