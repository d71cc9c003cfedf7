"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { ApiProblem } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, NativeSelect, TextInput } from "#components/ui/field.tsx";
import { formText } from "#components/ui/form-text.ts";
import type { UserProperty } from "#lib/properties/index.ts";
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
  const t = useTranslations("properties");
  const common = useTranslations("common");
  const form = useId();
  const save = useSaveProperty(property?.id ?? null);
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const inUse = (property?.usedByCount ?? 0) > 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const type = formText(given, "type");
    save.mutate(
      {
        name: formText(given, "name"),
        displayName: formText(given, "displayName"),
        type:
          propertyTypes.find((known) => known === type) ??
          property?.type ??
          "text",
        description: formText(given, "description"),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        property ? t("editTitle", { name: property.displayName }) : t("add")
      }
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={save.isPending}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} className="grid gap-4" onSubmit={submit} noValidate>
        {save.error && (
          <Callout tone="danger" role="alert">
            {save.error.message || common("unreachable")}
          </Callout>
        )}
        <Field
          label={t("columns.displayName")}
          hint={t("displayNameHint")}
          error={fields["displayName"]}
        >
          {(wiring) => (
            <TextInput
              {...wiring}
              name="displayName"
              defaultValue={property?.displayName}
              maxLength={60}
              autoFocus
            />
          )}
        </Field>
        <Field
          label={t("columns.name")}
          hint={inUse ? t("nameInUseHint") : t("nameHint")}
          error={fields["name"]}
        >
          {(wiring) => (
            <TextInput
              {...wiring}
              name="name"
              defaultValue={property?.name}
              maxLength={64}
              spellCheck={false}
              autoCapitalize="off"
            />
          )}
        </Field>
        <Field
          label={t("columns.type")}
          hint={inUse ? t("typeInUseHint") : t("typeHint")}
          error={fields["type"]}
        >
          {(wiring) => (
            <NativeSelect
              {...wiring}
              name="type"
              defaultValue={property?.type ?? "text"}
              disabled={inUse}
              className="justify-self-start"
            >
              {propertyTypes.map((type) => (
                <option key={type} value={type}>
                  {t(`types.${type}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field label={t("columns.description")} error={fields["description"]}>
          {(wiring) => (
            <TextInput
              {...wiring}
              name="description"
              defaultValue={property?.description}
              maxLength={300}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
