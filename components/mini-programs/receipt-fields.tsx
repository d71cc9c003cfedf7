"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field, TextArea, TextInput } from "#components/ui/field.tsx";
import type { ReceiptConfig } from "#lib/mini-programs/index.ts";
import { randomLetters } from "./random-letters.ts";
import { pushFormats, pushSources } from "#lib/mini-programs/kinds.ts";
import { pushModes } from "#lib/wechat/kinds.ts";

type Source = (typeof pushSources)[number];

type ReceiptFieldsProps = {
  receipt: ReceiptConfig;
  /** Sentences by field of the API. */
  fields: Record<string, string>;
  source: Source;
  onSource: (source: Source) => void;
};

/** The message push settings, which must be the same as at WeChat. */
export function ReceiptFields({
  receipt,
  fields,
  source,
  onSource,
}: ReceiptFieldsProps) {
  const t = useTranslations("miniPrograms.receipt");
  const [mode, setMode] = useState(receipt.mode ?? "safe");
  const [format, setFormat] = useState(receipt.format ?? "json");
  const allowError = Object.entries(fields).find(([name]) =>
    name.startsWith("receipt.allow"),
  )?.[1];
  return (
    <>
      <Labelled label={t("source")}>
        <Choice
          label={t("source")}
          value={source}
          options={pushSources.map((value) => ({
            value,
            label: t(`sources.${value}`),
          }))}
          onChange={onSource}
        />
      </Labelled>
      <Labelled label={t("mode")}>
        <Choice
          label={t("mode")}
          value={mode}
          options={pushModes.map((value) => ({
            value,
            label: t(`modes.${value}`),
          }))}
          onChange={setMode}
        />
      </Labelled>
      <Labelled label={t("format")}>
        <Choice
          label={t("format")}
          value={format}
          options={pushFormats.map((value) => ({
            value,
            label: t(`formats.${value}`),
          }))}
          onChange={setFormat}
        />
      </Labelled>
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="mode" value={mode} />
      <input type="hidden" name="format" value={format} />
      <Secret
        name="token"
        letters={24}
        set={receipt.mode !== null}
        error={fields["receipt.token"]}
      />
      <Secret
        name="encodingAesKey"
        letters={43}
        set={receipt.encodingAesKeySet}
        error={fields["receipt.encodingAesKey"]}
      />
      {source === "third_party" && mode === "plain" && (
        <Callout tone="warning" title={t("plainThirdParty")}>
          {t("plainThirdPartyBody")}
        </Callout>
      )}
      <Field label={t("allow")} hint={t("allowHint")} error={allowError}>
        {(wiring) => (
          <TextArea
            {...wiring}
            name="allow"
            rows={2}
            defaultValue={receipt.allow.join("\n")}
            spellCheck={false}
          />
        )}
      </Field>
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <span aria-hidden className="font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}

/** Shown while typed, because it is also copied to WeChat's page; never shown after saving. */
function Secret({
  name,
  letters,
  set,
  error,
}: {
  name: "token" | "encodingAesKey";
  letters: number;
  set: boolean;
  error?: string;
}) {
  const t = useTranslations("miniPrograms");
  const input = useRef<HTMLInputElement>(null);
  return (
    <Field
      label={t(`receipt.${name}`)}
      hint={t(`receipt.${name}Hint`)}
      error={error}
    >
      {(wiring) => (
        <div className="flex gap-2">
          <TextInput
            {...wiring}
            ref={input}
            name={name}
            placeholder={set ? t("kept") : ""}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono text-small"
          />
          <Button
            onClick={() => {
              if (input.current) input.current.value = randomLetters(letters);
            }}
          >
            {t("receipt.generate")}
          </Button>
        </div>
      )}
    </Field>
  );
}
