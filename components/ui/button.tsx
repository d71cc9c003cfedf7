import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

const variants = {
  primary: "bg-jade text-jade-ink hover:bg-jade-hover border-transparent",
  secondary:
    "bg-raised text-ink border-line-strong/60 hover:border-line-strong hover:bg-sunken",
  ghost: "text-ink border-transparent hover:bg-sunken",
  danger: "bg-raised text-danger border-danger/60 hover:bg-danger-wash",
};
const sizes = {
  medium: "min-h-9 px-3.5 py-1.5",
  small: "min-h-8 px-2.5 py-1 text-small",
  large: "min-h-12 px-5 py-2.5 text-base",
};

type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Shows a spinner and disables the button. */
  pending?: boolean;
  /** Applies the style to the only child, for example a link. */
  asChild?: boolean;
};

export function Button({
  variant = "secondary",
  size = "medium",
  pending = false,
  asChild = false,
  className,
  children,
  disabled,
  ...props
}: ButtonProps) {
  const look = classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
  if (asChild) return <Slot.Root className={look}>{children}</Slot.Root>;
  return (
    <button
      type="button"
      className={look}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...props}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
