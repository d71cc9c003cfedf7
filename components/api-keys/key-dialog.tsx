"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ApiKey } from "#lib/api-keys/index.ts";
import type { Scope } from "#lib/auth/index.ts";
import type { KeyChange } from "./api.ts";
import { KeyForm } from "./key-form.tsx";
import { useConfirmed } from "./use-confirmed.tsx";

/** A key's form in a window; whoever saves proves to be themselves. */
export function KeyDialog<Answer>({
  apiKey,
  scopes,
  saving,
  onSaved,
  onClose,
}: {
  /** null for a new one. */
  apiKey: ApiKey | null;
  scopes: readonly Scope[];
  saving: {
    mutateAsync: (change: KeyChange) => Promise<Answer>;
    error: Error | null;
    isPending: boolean;
    isSuccess: boolean;
  };
  onSaved: (answer: Answer | undefined) => void;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.form");
  const common = useTranslations("common");
  const form = useId();
  const confirmed = useConfirmed({
    ...saving,
    // A change that answers nothing has succeeded, too.
    mutateAsync: async (change: KeyChange) => ({
      answer: await saving.mutateAsync(change),
    }),
  });
  const { error } = confirmed;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(apiKey ? "editTitle" : "addTitle")}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={confirmed.isPending}
          >
            {t(apiKey ? "save" : "create")}
          </Button>
        </>
      }
    >
      <KeyForm
        id={form}
        apiKey={apiKey}
        scopes={scopes}
        fields={error instanceof ApiProblem ? error.fields : {}}
        onSave={(change) =>
          void confirmed.run(change).then((saved) => {
            if (saved) onSaved(saved.answer);
          })
        }
      >
        {error && (
          <Callout tone="danger" role="alert">
            {error.message || common("unreachable")}
          </Callout>
        )}
        {confirmed.password}
      </KeyForm>
    </Dialog>
  );
}
