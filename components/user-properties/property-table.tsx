"use client";

import { Archive, ArchiveRestore, Pencil } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { Table, TableRow } from "#components/ui/table.tsx";
import type { UserProperty } from "#lib/accounts/user-properties/index.ts";
import { useRestoreProperty } from "./api.ts";
import { PropertyDialog } from "./property-dialog.tsx";
import { RetireDialog } from "./retire-dialog.tsx";

const columns = ["name", "type", "description", "usedBy"] as const;

type Asking = { what: "edit" | "retire"; property: UserProperty } | null;

export function PropertyTable({
  properties,
  mayManage,
}: {
  properties: UserProperty[];
  mayManage: boolean;
}) {
  const t = useTranslations("userProperties");
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <Table
        caption={t("caption")}
        size="medium"
        headings={[
          ...columns.map((key) => ({ key, content: t(`columns.${key}`) })),
          ...(mayManage
            ? [
                {
                  key: "operations",
                  content: t("columns.operations"),
                  align: "right" as const,
                },
              ]
            : []),
        ]}
      >
        {properties.map((property) => (
          <TableRow key={property.id} className="gap-1.5">
            <td>
              <NameOf property={property} />
            </td>
            <td>
              <Badge>{t(`types.${property.type}`)}</Badge>
            </td>
            <td className="max-w-96 break-words text-soft">
              {property.description}
            </td>
            <td>
              <Users property={property} />
            </td>
            {mayManage && (
              <td className="md:text-right">
                <Actions property={property} ask={setAsking} />
              </td>
            )}
          </TableRow>
        ))}
      </Table>
      {asking?.what === "edit" && (
        <PropertyDialog property={asking.property} onClose={close} />
      )}
      {asking?.what === "retire" && (
        <RetireDialog property={asking.property} onClose={close} />
      )}
    </>
  );
}

function NameOf({ property }: { property: UserProperty }) {
  const t = useTranslations("userProperties");
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold break-words">
          {property.displayName}
        </span>
        {property.retiredAt && (
          <Badge tone="warning">{t("states.retired")}</Badge>
        )}
        {property.source === "sample" && <Badge>{t("sample")}</Badge>}
      </p>
      <code className="text-small break-all text-soft">{property.name}</code>
    </div>
  );
}

function Users({ property }: { property: UserProperty }) {
  const t = useTranslations("userProperties");
  const format = useFormatter();
  const { usedBy, usedByCount } = property;
  if (usedByCount === 0)
    return <span className="text-soft">{t("unused")}</span>;
  return (
    <p className="max-w-64 text-small">
      {format.list(
        usedBy.map(({ appid, name }) => (
          <Link
            key={appid}
            href={`/accounts/${appid}`}
            prefetch={false}
            className="text-jade hover:underline"
          >
            {name}
          </Link>
        )),
        "names",
      )}
      {usedByCount > usedBy.length && (
        <span className="text-soft">
          {" "}
          {t("usedByMore", { count: usedByCount })}
        </span>
      )}
    </p>
  );
}

function Actions({
  property,
  ask,
}: {
  property: UserProperty;
  ask: (asking: Asking) => void;
}) {
  const t = useTranslations("userProperties");
  const restore = useRestoreProperty(property.id);
  const named = (action: string) => `${action} ${property.displayName}`;
  return (
    <div className="grid gap-1 md:justify-items-end">
      <div className="flex flex-wrap gap-1.5">
        {property.retiredAt ? (
          <Button
            size="small"
            aria-label={named(t("restore"))}
            pending={restore.isPending}
            onClick={() => restore.mutate()}
          >
            {!restore.isPending && <ArchiveRestore aria-hidden />}
            {t("restore")}
          </Button>
        ) : (
          <>
            <Button
              size="small"
              aria-label={named(t("edit"))}
              onClick={() => ask({ what: "edit", property })}
            >
              <Pencil aria-hidden />
              {t("edit")}
            </Button>
            <Button
              size="small"
              aria-label={named(t("retire"))}
              onClick={() => ask({ what: "retire", property })}
            >
              <Archive aria-hidden />
              {t("retire")}
            </Button>
          </>
        )}
      </div>
      <ErrorCallout error={restore.error} />
    </div>
  );
}
