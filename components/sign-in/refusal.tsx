"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { StepRefusal } from "./use-sign-in-step.ts";

/** Why a sign-in step was refused. */
export function Refusal({
  refusal,
  invalid,
}: {
  refusal: StepRefusal;
  /** The text for a wrong password or code. */
  invalid: string;
}) {
  const t = useTranslations("signIn");
  return (
    <Callout tone="danger" role="alert">
      {refusal.reason === "invalid"
        ? invalid
        : refusal.reason === "throttled"
          ? t("throttled", { seconds: refusal.seconds })
          : t("unreachable")}
    </Callout>
  );
}
