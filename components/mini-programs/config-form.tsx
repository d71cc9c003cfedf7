"use client";

import type { ReactNode, RefObject } from "react";
import { Button } from "#components/ui/button.tsx";
import { SaveOutcome } from "./save-outcome.tsx";
import type { Save } from "./use-save.ts";

/** The form of one part of the configuration: fields, outcome of the last save, buttons. */
export function ConfigForm({
  part,
  form,
  save,
  saveLabel,
  actions,
  onSave,
  children,
}: {
  part: "send" | "receipt";
  form: RefObject<HTMLFormElement | null>;
  save: Save;
  saveLabel: string;
  /** Buttons before the one that saves. */
  actions?: ReactNode;
  onSave: () => void;
  children: ReactNode;
}) {
  return (
    <form
      ref={form}
      className="grid gap-4"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <SaveOutcome save={save} part={part} />
      <div className="flex flex-wrap justify-end gap-2">
        {actions}
        <Button type="submit" variant="primary" pending={save.pending === part}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}
