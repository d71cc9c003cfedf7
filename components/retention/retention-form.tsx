"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { Retention } from "#lib/maintenance/retention/index.ts";
import { type RetentionChange, useSaveRetention } from "./api.ts";
import { RetentionRow } from "./retention-row.tsx";

const ShorterDialog = dynamic(
  () => import("./shorter-dialog.tsx").then((module) => module.ShorterDialog),
  { ssr: false },
);

/** All retention times with their sources; editable for those who may change them. */
export function RetentionForm({
  kept,
  mayChange,
}: {
  kept: Retention[];
  mayChange: boolean;
}) {
  const t = useTranslations("retention");
  const save = useSaveRetention();
  const [unconfirmed, setUnconfirmed] = useState<RetentionChange | null>(null);
  const problem = save.error instanceof ApiProblem ? save.error : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = changeOf(kept, new FormData(event.currentTarget));
    save.reset();
    if (shortened(kept, change).length > 0) setUnconfirmed(change);
    else save.mutate(change);
  };
  const saveConfirmed = (change: RetentionChange) =>
    save.mutate(change, {
      onSuccess: () => setUnconfirmed(null),
      // Field errors are shown beside the fields, behind the dialog.
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 400)
          setUnconfirmed(null);
      },
    });
  return (
    <form onSubmit={submit} noValidate>
      <ul className="divide-y divide-line">
        {kept.map((item) => (
          <RetentionRow
            key={item.kind}
            item={item}
            mayChange={mayChange}
            error={problem?.fields[item.kind]}
          />
        ))}
      </ul>
      <div className="grid gap-3 border-t border-line p-4 sm:px-5">
        <ErrorCallout error={unconfirmed ? null : save.error} />
        {save.isSuccess && (
          <Callout tone="success" role="status">
            {t("saved")}
          </Callout>
        )}
        {mayChange ? (
          <Button
            type="submit"
            variant="primary"
            className="justify-self-end"
            pending={save.isPending}
          >
            {t("save")}
          </Button>
        ) : (
          <p className="text-soft">{t("readOnly")}</p>
        )}
      </div>
      {unconfirmed && (
        <ShorterDialog
          shorter={shortened(kept, unconfirmed)}
          saving={save}
          onConfirm={() => saveConfirmed(unconfirmed)}
          onClose={() => setUnconfirmed(null)}
        />
      )}
    </form>
  );
}

/** What differs from the current values; an empty field means the default. */
function changeOf(kept: Retention[], form: FormData): RetentionChange {
  const change: RetentionChange = {};
  for (const { kind, days, source } of kept) {
    const text = formText(form, kind);
    if (text === "") {
      if (source === "console") change[kind] = null;
    } else if (Number(text) !== days || source !== "console")
      change[kind] = Number(text);
  }
  return change;
}

/** The kinds that would be kept for less time than now. */
function shortened(kept: Retention[], change: RetentionChange) {
  return kept.flatMap(({ kind, days, default: fallback }) => {
    const wanted = change[kind];
    if (wanted === undefined) return [];
    const to = wanted ?? fallback.days;
    return to < days ? [{ kind, from: days, to }] : [];
  });
}
