import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { Save } from "./use-save.ts";

/** The outcome of saving one part: refused, waiting for confirmation, or done. */
export function SaveOutcome({
  save,
  part,
}: {
  save: Save;
  part: "send" | "receipt";
}) {
  const t = useTranslations("miniPrograms");
  if (save.part !== part && save.part !== "both") return null;
  if (save.error) return <ErrorCallout error={save.error} />;
  if (save.anyway && part === "send")
    return (
      <Callout tone="warning" role="alert" title={t("untested")}>
        <Button
          size="small"
          className="mt-2"
          onClick={() => void save.anyway?.()}
        >
          {t("saveAnyway")}
        </Button>
      </Callout>
    );
  if (save.saved)
    return (
      <Callout tone="success" role="status">
        {t("saved")}
      </Callout>
    );
  return null;
}
