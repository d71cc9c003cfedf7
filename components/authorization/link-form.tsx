"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckField } from "#components/ui/check-field.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, NativeSelect, TextField } from "#components/ui/field.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
import { formText } from "#components/ui/form-text.ts";
import { type LinkInput, useCreateLink } from "./api.ts";
import type { NewLink } from "#lib/authorization/index.ts";
import type { BoundAccount } from "./bound-account.ts";
import { type ConnectNotes, Notes } from "./notes.tsx";
import { UpdateNotes } from "./update-notes.tsx";

type LinkFormProps = {
  notes: ConnectNotes;
  account?: BoundAccount;
  onMade: (link: NewLink) => void;
  onCancel: () => void;
};

const kinds = ["any", "official_account", "mini_program"] as const;
const days = [1, 7, 30] as const;

export function LinkForm({ notes, account, onMade, onCancel }: LinkFormProps) {
  const t = useTranslations("authorization");
  const common = useTranslations("common");
  const create = useCreateLink();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const label = formText(form, "label");
    const bound: Pick<LinkInput, "kind" | "appid" | "permissionSets"> = account
      ? {
          kind: "account",
          appid: account.appid,
          permissionSets: account.missingSets,
        }
      : { kind: form.get("kind") as LinkInput["kind"] };
    create.mutate(
      {
        ...bound,
        ...(label ? { label } : {}),
        expiresInDays: Number(form.get("days")),
      },
      { onSuccess: onMade },
    );
  };
  const problem = create.error instanceof ApiProblem ? create.error : null;
  return (
    <form className="grid gap-5" onSubmit={submit}>
      {account ? (
        <UpdateNotes account={account} setNames={notes.setNames} />
      ) : (
        <Notes notes={notes} />
      )}
      <ErrorCallout error={create.error} />
      {!account && (
        <FieldGroup label={t("kind")}>
          <div className="flex flex-wrap gap-x-5 gap-y-1.5">
            {kinds.map((kind) => (
              <CheckField
                key={kind}
                type="radio"
                name="kind"
                value={kind}
                defaultChecked={kind === "any"}
              >
                {t(`kinds.${kind}`)}
              </CheckField>
            ))}
          </div>
        </FieldGroup>
      )}
      <div className="grid gap-4 sm:grid-cols-[1fr_auto]">
        <TextField
          label={t("label")}
          hint={t("labelHint")}
          error={problem?.fields["label"]}
          name="label"
          maxLength={60}
        />
        <Field label={t("expiry")}>
          {(wiring) => (
            <NativeSelect {...wiring} name="days" defaultValue="7">
              {days.map((count) => (
                <option key={count} value={count}>
                  {t("days", { count })}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-5 py-3">
        <Button onClick={onCancel}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" pending={create.isPending}>
          {t("makeLink")}
        </Button>
      </div>
    </form>
  );
}
