"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useErrorText } from "#components/sign-in/use-error-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorText } from "#components/ui/error-text.tsx";
import { type Proven, useRequireOfAdmins } from "./api.ts";

/** The owner's decision whether admins and owners must have a second factor. */
export function RequirementCard({
  required,
  proven,
}: {
  required: boolean;
  proven: Proven;
}) {
  const t = useTranslations("secondFactors.requirement");
  const router = useRouter();
  const change = useRequireOfAdmins(proven);
  const errorText = useErrorText(change.error);
  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Badge tone={required ? "success" : "warning"}>
          {t(required ? "on" : "off")}
        </Badge>
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant={required ? "danger" : "primary"}
          pending={change.isPending}
          onClick={() =>
            change.mutate(!required, { onSuccess: () => router.refresh() })
          }
        >
          {t(required ? "turnOff" : "turnOn")}
        </Button>
        <ErrorText error={errorText} />
      </div>
    </Card>
  );
}
