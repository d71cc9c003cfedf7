"use client";

import { useTranslations } from "next-intl";
import { Field, TextInput } from "#components/ui/field.tsx";

export function NameField({ error }: { error?: string }) {
  const t = useTranslations("auth");
  return (
    <Field label={t("name")} error={error}>
      {(wiring) => (
        <TextInput
          {...wiring}
          name="name"
          autoComplete="name"
          required
          autoFocus
          maxLength={60}
        />
      )}
    </Field>
  );
}

export function EmailField({
  error,
  autoFocus,
}: {
  error?: string;
  autoFocus?: boolean;
}) {
  const t = useTranslations("auth");
  return (
    <Field label={t("email")} error={error}>
      {(wiring) => (
        <TextInput
          {...wiring}
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}

/** A password that is about to be chosen. */
export function NewPasswordField({
  label,
  name = "password",
  error,
  autoFocus,
}: {
  label: string;
  name?: string;
  error?: string;
  autoFocus?: boolean;
}) {
  const t = useTranslations("auth");
  return (
    <Field label={label} hint={t("passwordHint")} error={error}>
      {(wiring) => (
        <TextInput
          {...wiring}
          name={name}
          type="password"
          autoComplete="new-password"
          required
          autoFocus={autoFocus}
          minLength={12}
          maxLength={256}
        />
      )}
    </Field>
  );
}
