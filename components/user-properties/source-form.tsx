"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "#components/api-client.ts";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { TextField } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { PropertySource } from "#lib/accounts/user-properties/index.ts";
import { type SourceChange, useSaveSource } from "./api.ts";
import { isOptional, mappingFields } from "./mapping-fields.ts";

/** The mapping that fits most platforms. */
const usual = {
  items: "data",
  name: "name",
  displayName: "displayName",
  type: "type",
  description: "description",
};

const EXAMPLE = `{
  "data": [
    {
      "name": "openid_vip",
      "displayName": "VIP OpenID",
      "type": "text",
      "description": ""
    }
  ]
}`;

/** Address, header and mapping. Secrets can be set but not read; an empty field keeps the saved value. */
export function SourceForm({
  source,
  onClose,
  onSaved,
}: {
  source: PropertySource | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const t = useTranslations("userProperties.source");
  const save = useSaveSource();
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const submit = (form: FormData) => {
    save.mutate(readChange(form), { onSuccess: onSaved });
  };
  return (
    <FormDialog
      title={t("formTitle")}
      description={t("formDescription")}
      action={t("saveAndPreview")}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={save.error} />
      <TextField
        label={t("address")}
        hint={
          source
            ? t("addressKept", { address: source.address })
            : t("addressHint")
        }
        error={fields["url"]}
        name="url"
        type="url"
        placeholder="https://"
        autoFocus
      />
      <TextField
        label={t("authorization")}
        hint={
          source?.authorizationSet
            ? t("authorizationKept")
            : t("authorizationHint")
        }
        error={fields["authorization"]}
        name="header"
        type="password"
        autoComplete="off"
        placeholder="Bearer …"
      />
      {source?.authorizationSet && (
        <label className="flex items-center gap-2">
          <input type="checkbox" name="forget" className="size-4 accent-jade" />
          {t("forgetAuthorization")}
        </label>
      )}
      <MappingFields source={source} errors={fields} />
    </FormDialog>
  );
}

function MappingFields({
  source,
  errors,
}: {
  source: PropertySource | null;
  errors: Record<string, string>;
}) {
  const t = useTranslations("userProperties.source");
  const columns = useTranslations("userProperties.columns");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium">{t("mapping")}</legend>
      <p className="text-small text-soft">{t("mappingHint")}</p>
      <pre className="rounded-md bg-sunken px-3 py-2 overflow-x-auto text-small">
        {EXAMPLE}
      </pre>
      <div className="grid gap-3 sm:grid-cols-2">
        {mappingFields.map((field) => (
          <TextField
            key={field}
            label={field === "items" ? t("items") : columns(field)}
            hint={
              isOptional(field) &&
              t("emptyMeans", { meaning: t(`empty.${field}`) })
            }
            error={errors[`mapping.${field}`]}
            name={field}
            defaultValue={(source?.mapping ?? usual)[field]}
            spellCheck={false}
            autoCapitalize="off"
          />
        ))}
      </div>
    </fieldset>
  );
}

function readChange(form: FormData): SourceChange {
  const [url, header] = [formText(form, "url"), formText(form, "header")];
  return {
    ...(url === "" ? {} : { url }),
    ...(header === "" ? {} : { authorization: header }),
    ...(form.has("forget") ? { authorization: null } : {}),
    mapping: {
      items: formText(form, "items"),
      name: formText(form, "name"),
      displayName: formText(form, "displayName"),
      type: formText(form, "type"),
      description: formText(form, "description"),
    },
  };
}
