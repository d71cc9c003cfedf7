"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** A form in a window, whose buttons stay in sight however long it is. */
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
  /** What the button that submits it says; null when there is nothing to submit. */
  action: string | null;
  dangerous?: boolean;
  pending: boolean;
  /** Whether the browser turns empty fields away; otherwise what is missing is said at the fields, by the server. */
  browserChecks?: boolean;
  onSubmit: (given: FormData) => void;
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
          // A window that a form has opened is not in it for the browser, but it is for React: that form is not meant.
          event.stopPropagation();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
