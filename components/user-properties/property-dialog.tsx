"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "#components/api-client.ts";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Field, NativeSelect, TextField } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { UserProperty } from "#lib/accounts/user-properties/index.ts";
import { useSaveProperty } from "./api.ts";
import { propertyTypes } from "./property-types.ts";

/** Adds a property, or changes one. */
export function PropertyDialog({
  property,
  onClose,
}: {
  property: UserProperty | null;
  onClose: () => void;
}) {
  const t = useTranslations("userProperties");
  const save = useSaveProperty(property?.id ?? null);
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const inUse = (property?.usedByCount ?? 0) > 0;
  const submit = (data: FormData) => {
    const type = formText(data, "type");
    save.mutate(
      {
        name: formText(data, "name"),
        displayName: formText(data, "displayName"),
        type:
          propertyTypes.find((known) => known === type) ??
          property?.type ??
          "text",
        description: formText(data, "description"),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title={
        property ? t("editTitle", { name: property.displayName }) : t("add")
      }
      action={t("save")}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ErrorCallout error={save.error} />
      <TextField
        label={t("columns.displayName")}
        hint={t("displayNameHint")}
        error={fields["displayName"]}
        name="displayName"
        defaultValue={property?.displayName}
        maxLength={60}
        autoFocus
      />
      <TextField
        label={t("columns.name")}
        hint={inUse ? t("nameInUseHint") : t("nameHint")}
        error={fields["name"]}
        name="name"
        defaultValue={property?.name}
        maxLength={64}
        spellCheck={false}
        autoCapitalize="off"
      />
      <TypeField
        type={property?.type ?? "text"}
        inUse={inUse}
        error={fields["type"]}
      />
      <TextField
        label={t("columns.description")}
        error={fields["description"]}
        name="description"
        defaultValue={property?.description}
        maxLength={300}
      />
    </FormDialog>
  );
}

function TypeField({
  type,
  inUse,
  error,
}: {
  type: UserProperty["type"];
  inUse: boolean;
  error: string | undefined;
}) {
  const t = useTranslations("userProperties");
  return (
    <Field
      label={t("columns.type")}
      hint={inUse ? t("typeInUseHint") : t("typeHint")}
      error={error}
    >
      {(wiring) => (
        <NativeSelect
          {...wiring}
          name="type"
          defaultValue={type}
          disabled={inUse}
          className="justify-self-start"
        >
          {propertyTypes.map((option) => (
            <option key={option} value={option}>
              {t(`types.${option}`)}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
