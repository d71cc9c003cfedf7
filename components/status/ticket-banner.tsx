"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStatus } from "./api.ts";

const EVERY_MS = 60_000;
const TICKET_KINDS = ["ticket_never", "ticket_late", "ticket_expired"];

/** Shown on every page while verify tickets do not arrive; disappears when one does. */
export function TicketBanner() {
  const t = useTranslations("status");
  const { data } = useStatus({ everyMs: EVERY_MS });
  const problem = data?.problems.find(({ kind }) =>
    TICKET_KINDS.includes(kind),
  );
  if (!problem) return null;
  const look =
    problem.severity === "danger"
      ? "bg-danger-wash text-danger"
      : "bg-warning-wash text-warning";
  return (
    <p
      role="alert"
      className={`flex items-center justify-center gap-2 px-4 py-1.5 text-center text-small ${look}`}
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span>
        {t(`problems.${problem.kind}.title`, problem.details as never)}{" "}
        <Link href="/status" className="font-semibold underline">
          {t("banner.see")}
        </Link>
      </span>
    </p>
  );
}
