import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Controls that belong together, under one label. */
export function FieldGroup({
  label,
  error,
  className = "gap-1.5",
  children,
}: {
  label: string;
  error?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <fieldset className={classNames("grid", className)}>
      <legend className="mb-1 font-medium">{label}</legend>
      {children}
      {error && <p className="text-small font-medium text-danger">{error}</p>}
    </fieldset>
  );
}
