"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button.tsx";

/** Copies a text and confirms it, also to screen readers. */
export function CopyButton({
  text,
  label,
}: {
  /** A function if the text is known only in the browser. */
  text: string | (() => string);
  /** Distinguishes several copy buttons on one page. */
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
