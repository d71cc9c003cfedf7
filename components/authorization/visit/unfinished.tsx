"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { reportedReasons } from "#lib/authorization/kinds.ts";
import { useReportReason } from "./api.ts";

/** WeChat sends no callback when a visitor refuses or is not an admin (protocol 3.3), so the page asks. */
export function Unfinished({ token, state }: { token: string; state: string }) {
  const t = useTranslations("authorization.visitor.unfinished");
  const ways = useTranslations("authorization.reasons");
  const send = useReportReason(token, state);
  return (
    <section
      aria-labelledby="unfinished"
      className="grid gap-2 border-t border-line pt-4"
    >
      <h2 id="unfinished" className="font-semibold">
        {t("title")}
      </h2>
      <div className="grid gap-2">
        {reportedReasons.map((reason) => (
          <Button
            key={reason}
            pending={send.isPending && send.variables === reason}
            onClick={() => send.mutate(reason)}
            className="justify-start text-left whitespace-normal"
          >
            {t(`choices.${reason}`)}
          </Button>
        ))}
      </div>
      <div aria-live="polite">
        {send.isSuccess && (
          <Callout tone="info" title={ways(`${send.variables}.title`)}>
            {ways(`${send.variables}.way`)}
          </Callout>
        )}
        {send.error && (
          <Callout tone="danger">{send.error.message || t("failed")}</Callout>
        )}
      </div>
    </section>
  );
}
