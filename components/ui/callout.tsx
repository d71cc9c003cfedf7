import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  info: { look: "bg-info-wash text-info", Icon: Info },
  success: { look: "bg-success-wash text-success", Icon: CircleCheck },
  warning: { look: "bg-warning-wash text-warning", Icon: TriangleAlert },
  danger: { look: "bg-danger-wash text-danger", Icon: CircleAlert },
};

type CalloutProps = {
  tone: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  role?: "alert" | "status";
  className?: string;
};

export function Callout({
  tone,
  title,
  children,
  role,
  className,
}: CalloutProps) {
  const { look, Icon } = tones[tone];
  return (
    <div
      role={role}
      className={classNames(
        "flex gap-2.5 rounded-md px-3 py-2.5",
        look,
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 [&_a]:underline">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
      </div>
    </div>
  );
}
