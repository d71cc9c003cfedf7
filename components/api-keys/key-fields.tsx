"use client";

import { useTranslations } from "next-intl";
import { CheckField } from "#components/ui/check-field.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { FieldGroup } from "#components/ui/field-group.tsx";
import {
  Field,
  NativeSelect,
  TextArea,
  TextField,
} from "#components/ui/field.tsx";
import type { ApiKey } from "#lib/identity/api-keys/index.ts";
import type { Scope } from "#lib/access/index.ts";
import { AccountChooser, type ChosenAccount } from "./account-chooser.tsx";
import { type Expiry, expiries } from "./expiry.ts";
import { scopeName } from "./scope-name.ts";

const NEW = { requestsPerMinute: 6_000 };

/** Name, scopes, accounts, term, addresses and limit of a key. */
export function KeyFields({
  apiKey,
  scopes,
  errors,
  chosen,
  onChoose,
  expiry,
  onExpiry,
}: {
  /** null for a new one. */
  apiKey: ApiKey | null;
  scopes: readonly Scope[];
  /** What is wrong with the fields, by name. */
  errors: Record<string, string>;
  /** null: all accounts. */
  chosen: ChosenAccount[] | null;
  onChoose: (chosen: ChosenAccount[] | null) => void;
  expiry: Expiry;
  onExpiry: (expiry: Expiry) => void;
}) {
  const t = useTranslations("apiKeys");
  return (
    <>
      <TextField
        label={t("form.name")}
        hint={t("form.nameHint")}
        error={errors["name"]}
        name="name"
        defaultValue={apiKey?.name}
        maxLength={60}
        autoFocus
      />
      <ScopeFields
        scopes={scopes}
        chosen={apiKey?.scopes ?? []}
        error={errors["scopes"]}
      />
      <div className="grid gap-2">
        <Choice
          label={t("form.accounts")}
          value={chosen ? "some" : "all"}
          options={[
            { value: "all", label: t("form.all") },
            { value: "some", label: t("form.some") },
          ]}
          onChange={(value) => onChoose(value === "all" ? null : [])}
        />
        {chosen && <AccountChooser chosen={chosen} onChange={onChoose} />}
        {errors["accounts"] && (
          <p className="text-small font-medium text-danger">
            {errors["accounts"]}
          </p>
        )}
      </div>
      <ExpiryFields
        isNew={apiKey === null}
        error={errors["expiresAt"]}
        expiry={expiry}
        onExpiry={onExpiry}
      />
      <Field
        label={t("form.allow")}
        hint={t("form.allowHint")}
        error={
          Object.entries(errors).find(([name]) => name.startsWith("allow"))?.[1]
        }
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            name="allow"
            rows={2}
            spellCheck={false}
            defaultValue={apiKey?.allow.join("\n")}
          />
        )}
      </Field>
      <TextField
        label={t("form.perMinute")}
        error={errors["requestsPerMinute"]}
        name="requestsPerMinute"
        type="number"
        min={1}
        max={1_000_000}
        defaultValue={(apiKey ?? NEW).requestsPerMinute}
        className="max-w-40"
      />
    </>
  );
}

function ScopeFields({
  scopes,
  chosen,
  error,
}: {
  scopes: readonly Scope[];
  chosen: readonly Scope[];
  error: string | undefined;
}) {
  const t = useTranslations("apiKeys");
  return (
    <FieldGroup label={t("form.scopes")} error={error}>
      {scopes.map((scope) => (
        <CheckField
          key={scope}
          name="scope"
          value={scope}
          defaultChecked={chosen.includes(scope)}
        >
          <span>
            {t(`scopes.${scopeName(scope)}`)}{" "}
            <code className="text-small text-soft">{scope}</code>
          </span>
        </CheckField>
      ))}
    </FieldGroup>
  );
}

function ExpiryFields({
  isNew,
  error,
  expiry,
  onExpiry,
}: {
  isNew: boolean;
  error: string | undefined;
  expiry: Expiry;
  onExpiry: (expiry: Expiry) => void;
}) {
  const t = useTranslations("apiKeys.form");
  return (
    <>
      <Field label={t("expiry")} error={error}>
        {(wiring) => (
          <NativeSelect
            {...wiring}
            value={expiry}
            onChange={(event) =>
              onExpiry(
                expiries.find((one) => one === event.target.value) ?? "d90",
              )
            }
          >
            {expiries
              .filter((one) => !isNew || one !== "kept")
              .map((one) => (
                <option key={one} value={one}>
                  {t(`expiries.${one}`)}
                </option>
              ))}
          </NativeSelect>
        )}
      </Field>
      {expiry === "date" && (
        <TextField label={t("until")} name="until" type="date" />
      )}
    </>
  );
}
