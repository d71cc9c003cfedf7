"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Recovery codes, shown once, with buttons to copy and download them. */
export function RecoveryCodeList({
  codes,
  done,
  onDone,
}: {
  codes: string[];
  /** The text of the button that closes the list. */
  done: string;
  onDone: () => void;
}) {
  const t = useTranslations("secondFactors.recovery");
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={t("once")}>
        {t("onceBody")}
      </Callout>
      <ul
        aria-label={t("title")}
        className="grid gap-x-6 gap-y-1 rounded bg-sunken px-3 py-2 sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>
            <code className="text-small">{code}</code>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={text} label={t("copyAll")} />
        <Button size="small" asChild>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="lingpai-recovery-codes.txt"
          >
            <Download aria-hidden />
            {t("download")}
          </a>
        </Button>
      </div>
      <Button variant="primary" onClick={onDone}>
        {done}
      </Button>
    </div>
  );
}
