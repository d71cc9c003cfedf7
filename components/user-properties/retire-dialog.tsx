"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { UserProperty } from "#lib/accounts/user-properties/index.ts";
import { useRetireProperty } from "./api.ts";

/** Asks before a property is retired; lists the accounts that prevent it while they use it. */
export function RetireDialog({
  property,
  onClose,
}: {
  property: UserProperty;
  onClose: () => void;
}) {
  const t = useTranslations("userProperties.retireDialog");
  const format = useFormatter();
  const retire = useRetireProperty(property.id);
  const inUse = property.usedByCount > 0;
  return (
    <ConfirmDialog
      title={t("title", { name: property.displayName })}
      body={
        inUse ? (
          <Callout tone="warning" title={t("inUse")}>
            {t("inUseBody", {
              names: format.list(
                property.usedBy.map(({ name }) => name),
                "names",
              ),
              count: property.usedByCount,
            })}
          </Callout>
        ) : (
          t("body")
        )
      }
      action={t("action")}
      disabled={inUse}
      pending={retire.isPending}
      error={retire.error}
      onConfirm={() => retire.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
