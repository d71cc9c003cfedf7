import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type CheckFieldProps = Omit<ComponentProps<"input">, "type"> & {
  type?: "checkbox" | "radio";
};

/** A checkbox or radio button with its label beside it. */
export function CheckField({
  type = "checkbox",
  className,
  children,
  ...props
}: CheckFieldProps) {
  return (
    <label className={classNames("flex items-center gap-2", className)}>
      <input type={type} className="size-4 shrink-0 accent-jade" {...props} />
      {children}
    </label>
  );
}
