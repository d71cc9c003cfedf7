import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function Card({
  title,
  description,
  actions,
  children,
  className,
}: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classNames(
        "rounded-lg border border-line bg-surface",
        className,
      )}
    >
      {title && (
        <header className="flex flex-wrap items-start justify-between gap-3 border-b border-line px-4 py-3 sm:px-5">
          <div className="min-w-0">
            <h2 id={id} className="text-heading font-semibold">
              {title}
            </h2>
            {description && (
              <p className="text-small text-soft">{description}</p>
            )}
          </div>
          {actions}
        </header>
      )}
      <div className="px-4 py-4 sm:px-5">{children}</div>
    </section>
  );
}
