"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { UserProperty } from "#lib/accounts/user-properties/index.ts";
import { useRetireProperty } from "./api.ts";

/** Asks before a property is taken out of use; while accounts use it, says which and why it stays. */
export function RetireDialog({
  property,
  onClose,
}: {
  property: UserProperty;
  onClose: () => void;
}) {
  const t = useTranslations("userProperties.retireDialog");
  const common = useTranslations("common");
  const comma = useTranslations("accounts")("comma");
  const retire = useRetireProperty(property.id);
  const inUse = property.usedByCount > 0;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: property.displayName })}
      closeLabel={common("close")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            disabled={inUse}
            pending={retire.isPending}
            onClick={() => retire.mutate(undefined, { onSuccess: onClose })}
          >
            {t("action")}
          </Button>
        </>
      }
    >
      {inUse ? (
        <Callout tone="warning" title={t("inUse")}>
          {t("inUseBody", {
            names: property.usedBy.map(({ name }) => name).join(comma),
            count: property.usedByCount,
          })}
        </Callout>
      ) : (
        <p>{t("body")}</p>
      )}
      <ErrorCallout error={retire.error} className="mt-3" />
    </Dialog>
  );
}
