"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button.tsx";

/** Copies a text and says so, to eyes and ears. */
export function CopyButton({
  text,
  label,
}: {
  /** A function where the text is known in the browser only. */
  text: string | (() => string);
  /** Where there are several things to copy: which this is. */
  label?: string;
}) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(
      typeof text === "string" ? text : text(),
    );
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <>
      <Button size="small" onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? t("copied") : (label ?? t("copy"))}
      </Button>
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </>
  );
}
