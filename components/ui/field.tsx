"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

const inputLook =
  "min-h-9 rounded-md border border-line-strong bg-raised px-3 py-1.5 text-ink placeholder:text-soft aria-invalid:border-danger disabled:opacity-60";

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: (wiring: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
};

/** A control with its label, hint and error, associated for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextInput({ className, ...props }: ComponentProps<"input">) {
  return (
    <input className={classNames(inputLook, "w-full", className)} {...props} />
  );
}

/** A text input with its label; further props are passed to the input. */
export function TextField({
  label,
  hint,
  error,
  ...props
}: Omit<FieldProps, "children"> & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <TextInput {...wiring} {...props} />}
    </Field>
  );
}

export function TextArea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(inputLook, "w-full", className)}
      {...props}
    />
  );
}

export function NativeSelect({
  className,
  children,
  ...props
}: ComponentProps<"select">) {
  return (
    <select
      className={classNames(inputLook, "max-w-full", className)}
      {...props}
    >
      {children}
    </select>
  );
}
