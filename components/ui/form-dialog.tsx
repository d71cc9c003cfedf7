"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** A form in a dialog, whose buttons stay visible however long the form is. */
export function FormDialog({
  title,
  description,
  action,
  dangerous = false,
  pending,
  browserChecks = false,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  /** Text of the submit button; null when there is nothing to submit. */
  action: string | null;
  dangerous?: boolean;
  pending: boolean;
  /** Whether the browser checks required fields; otherwise the server's errors are shown at the fields. */
  browserChecks?: boolean;
  onSubmit: (data: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const form = useId();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {action !== null && (
            <Button
              type="submit"
              form={form}
              variant={dangerous ? "danger" : "primary"}
              pending={pending}
            >
              {action}
            </Button>
          )}
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        autoComplete="off"
        noValidate={!browserChecks}
        onSubmit={(event) => {
          event.preventDefault();
          // React bubbles the submit event of a dialog nested in this form, although the DOM does not contain it.
          event.stopPropagation();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
