"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { StepRefusal } from "./use-sign-in-step.ts";

/** Says why a step of signing in led nowhere. */
export function Refusal({
  refusal,
  invalid,
}: {
  refusal: StepRefusal;
  /** What to say when that which was given is not right. */
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
