"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PropertySource } from "#lib/accounts/user-properties/index.ts";
import { useRemoveSource } from "./api.ts";
import { isOptional, mappingFields } from "./mapping-fields.ts";
import { SourceForm } from "./source-form.tsx";
import { SyncDialog } from "./sync-dialog.tsx";

/** Where the catalogue is synchronized from. */
export function SourceCard({
  source,
  mayManage,
}: {
  source: PropertySource | null;
  mayManage: boolean;
}) {
  const t = useTranslations("userProperties.source");
  const [open, setOpen] = useState<"form" | "sync" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        mayManage && (
          <div className="flex flex-wrap gap-2">
            {source && (
              <>
                <Button size="small" onClick={() => setOpen("remove")}>
                  {t("remove")}
                </Button>
                <Button size="small" onClick={() => setOpen("form")}>
                  {t("change")}
                </Button>
                <Button
                  size="small"
                  variant="primary"
                  onClick={() => setOpen("sync")}
                >
                  {t("sync")}
                </Button>
              </>
            )}
            {!source && (
              <Button size="small" onClick={() => setOpen("form")}>
                {t("setUp")}
              </Button>
            )}
          </div>
        )
      }
    >
      {source ? (
        <SourceFacts source={source} />
      ) : (
        <p className="text-soft">{t("none")}</p>
      )}
      {open === "form" && (
        <SourceForm
          source={source}
          onClose={close}
          onSaved={() => setOpen("sync")}
        />
      )}
      {open === "sync" && <SyncDialog onClose={close} />}
      {open === "remove" && <RemoveDialog onClose={close} />}
    </Card>
  );
}

function SourceFacts({ source }: { source: PropertySource }) {
  const t = useTranslations("userProperties.source");
  const columns = useTranslations("userProperties.columns");
  const api = useTranslations("api");
  const failure = source.lastErrorKey;
  return (
    <div className="grid gap-3">
      {failure && (
        <Callout tone="danger" title={t("failed")}>
          {api.has(failure as "internal") &&
            api(failure as "internal", {
              status: "",
              path: source.mapping.items,
            })}
        </Callout>
      )}
      <DescriptionList
        items={[
          {
            term: t("address"),
            value: <span className="break-all">{source.address}</span>,
          },
          {
            term: t("authorization"),
            value: source.authorizationSet
              ? t("authorizationSet")
              : t("notSet"),
          },
          {
            term: t("lastSynced"),
            value: source.lastSyncedAt ? (
              <Time at={source.lastSyncedAt} />
            ) : (
              t("never")
            ),
          },
        ]}
      />
      <div>
        <h3 className="mb-1 font-medium">{t("mapping")}</h3>
        <ul className="grid gap-0.5 text-small">
          {mappingFields.map((field) => (
            <li key={field} className="flex flex-wrap gap-x-2">
              <span className="text-soft">
                {field === "items" ? t("items") : columns(field)}
              </span>
              <span aria-hidden>←</span>
              {source.mapping[field] === "" && isOptional(field) ? (
                <span>{t(`empty.${field}`)}</span>
              ) : (
                <code className="break-all">{source.mapping[field]}</code>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("userProperties.source");
  const remove = useRemoveSource();
  return (
    <ConfirmDialog
      title={t("removeTitle")}
      body={t("removeBody")}
      action={t("remove")}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
