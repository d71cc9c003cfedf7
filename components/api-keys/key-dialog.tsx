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

/** A key's form in a window. */
export function KeyDialog({
  apiKey,
  scopes,
  saving: { error, isPending },
  onSave,
  onClose,
}: {
  /** null for a new one. */
  apiKey: ApiKey | null;
  scopes: readonly Scope[];
  saving: { error: Error | null; isPending: boolean };
  onSave: (change: KeyChange) => void;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys.form");
  const common = useTranslations("common");
  const form = useId();
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
            pending={isPending}
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
        onSave={onSave}
      >
        {error && (
          <Callout tone="danger" role="alert">
            {error.message || common("unreachable")}
          </Callout>
        )}
      </KeyForm>
    </Dialog>
  );
}
