"use client";

import { useTranslations } from "next-intl";
import { TextField } from "#components/ui/field.tsx";

export function NameField({ error }: { error?: string }) {
  const t = useTranslations("signIn");
  return (
    <TextField
      label={t("name")}
      error={error}
      name="name"
      autoComplete="name"
      required
      autoFocus
      maxLength={60}
    />
  );
}

export function EmailField({
  error,
  autoFocus,
}: {
  error?: string;
  autoFocus?: boolean;
}) {
  const t = useTranslations("signIn");
  return (
    <TextField
      label={t("email")}
      error={error}
      name="email"
      type="email"
      autoComplete="username"
      required
      autoFocus={autoFocus}
    />
  );
}

/** An existing password. */
export function PasswordField({
  label,
  name = "password",
  autoFocus,
}: {
  label: string;
  name?: string;
  autoFocus?: boolean;
}) {
  return (
    <TextField
      label={label}
      name={name}
      type="password"
      autoComplete="current-password"
      required
      autoFocus={autoFocus}
    />
  );
}

/** A new password. */
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
  const t = useTranslations("signIn");
  return (
    <TextField
      label={label}
      hint={t("passwordHint")}
      error={error}
      name={name}
      type="password"
      autoComplete="new-password"
      required
      autoFocus={autoFocus}
      minLength={12}
      maxLength={256}
    />
  );
}
