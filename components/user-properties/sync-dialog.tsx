"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { useSync } from "./api.ts";
import { changesOf, ImportPreview } from "./import-preview.tsx";

/** Fetches the source, previews its changes and applies them. */
export function SyncDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("userProperties.source");
  const table = useTranslations("userProperties.import");
  const common = useTranslations("common");
  const look = useSync();
  const apply = useSync();
  const { mutate } = look;
  useEffect(() => mutate({ apply: false }), [mutate]);
  const result = apply.data ?? look.data;
  const failure = apply.error ?? look.error;
  const changes = look.data ? changesOf(look.data.counts) : 0;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("syncTitle")}
      description={apply.data ? undefined : t("syncDescription")}
      footer={
        apply.data ? (
          <Button variant="primary" onClick={onClose}>
            {table("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            {look.error ? (
              <Button
                variant="primary"
                onClick={() => mutate({ apply: false })}
              >
                {t("again")}
              </Button>
            ) : (
              <Button
                variant="primary"
                disabled={changes === 0}
                pending={apply.isPending}
                onClick={() => apply.mutate({ apply: true })}
              >
                {table("apply", { count: changes })}
              </Button>
            )}
          </>
        )
      }
    >
      <ErrorCallout error={failure} className="mb-3" />
      {look.isPending && (
        <div role="status">
          <span className="sr-only">{common("loading")}</span>
          <Skeleton className="h-40" />
        </div>
      )}
      {result && <ImportPreview result={result} />}
    </Dialog>
  );
}
