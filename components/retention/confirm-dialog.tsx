"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { useConfirmPassword } from "#components/operations/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import type { RetentionKind } from "#lib/retention/index.ts";

/** Says what is lost where something is kept shorter, and asks for the password where the sign-in is no longer recent. */
export function ConfirmDialog({
  shorter,
  save,
  onClose,
}: {
  shorter: { kind: RetentionKind; from: number; to: number }[];
  save: () => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  const confirm = useConfirmPassword();
  const [password, setPassword] = useState("");
  const [wantsPassword, setWantsPassword] = useState(shorter.length === 0);
  const [error, setError] = useState<Error | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The form behind it must not be submitted, too.
    event.stopPropagation();
    setPending(true);
    try {
      if (wantsPassword) await confirm.mutateAsync(password);
      await save();
      onClose();
    } catch (caught) {
      if (
        caught instanceof ApiProblem &&
        caught.code === "recent_sign_in_required"
      )
        setWantsPassword(true);
      else if (caught instanceof ApiProblem && caught.status === 400) onClose();
      else setError(caught instanceof Error ? caught : null);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={shorter.length > 0 ? t("shorter") : t("password")}
      closeLabel={common("close")}
    >
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        {shorter.length > 0 && (
          <Callout tone="danger" title={t("shorterBody")}>
            <ul className="list-disc pl-5">
              {shorter.map(({ kind, from, to }) => (
                <li key={kind}>
                  {t("shorterItem", {
                    title: t(`kinds.${kind}.title`),
                    from,
                    to,
                  })}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {wantsPassword && (
          <Field label={t("password")} hint={t("passwordHint")}>
            {(wiring) => (
              <TextInput
                {...wiring}
                type="password"
                autoFocus
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        )}
        {error && (
          <Callout tone="danger" role="alert">
            {error.message || common("unreachable")}
          </Callout>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            variant={shorter.length > 0 ? "danger" : "primary"}
            disabled={pending || (wantsPassword && password === "")}
            pending={pending}
          >
            {shorter.length > 0 ? t("confirm") : t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
