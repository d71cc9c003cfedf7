"use client";

import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Dialog } from "./dialog.tsx";

/** A new secret, shown once. */
export function SecretDialog({
  words,
  secret,
  onClose,
}: {
  /** Title, the notice that it is shown only once, how it is used, and the text of the closing button. */
  words: (key: "title" | "once" | "how" | "done") => string;
  secret: string;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words("title")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {words("done")}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Callout tone="warning">{words("once")}</Callout>
        <code className="rounded bg-sunken px-3 py-2 text-small break-all">
          {secret}
        </code>
        <div>
          <CopyButton text={secret} />
        </div>
        <p className="text-small text-soft">{words("how")}</p>
      </div>
    </Dialog>
  );
}
