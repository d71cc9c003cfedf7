"use client";

import { Archive, ArchiveRestore, Pencil } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import type { UserProperty } from "#lib/accounts/user-properties/index.ts";
import { useRestoreProperty } from "./api.ts";
import { PropertyDialog } from "./property-dialog.tsx";
import { RetireDialog } from "./retire-dialog.tsx";

const columns = ["name", "type", "description", "usedBy"] as const;
const cell = "md:px-4 md:py-3 md:align-top";

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
      <table className="block w-full text-left md:table">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="hidden border-b border-line text-small text-soft md:table-header-group">
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="px-4 py-2 font-medium whitespace-nowrap"
              >
                {t(`columns.${column}`)}
              </th>
            ))}
            {mayManage && (
              <th scope="col" className="px-4 py-2 text-right font-medium">
                {t("columns.operations")}
              </th>
            )}
          </tr>
        </thead>
        <tbody className="block md:table-row-group">
          {properties.map((property) => (
            <tr
              key={property.id}
              className="grid gap-1.5 border-b border-line p-4 last:border-0 hover:bg-raised md:table-row md:p-0"
            >
              <td className={cell}>
                <NameOf property={property} />
              </td>
              <td className={cell}>
                <Badge>{t(`types.${property.type}`)}</Badge>
              </td>
              <td className={`${cell} max-w-96 break-words text-soft`}>
                {property.description}
              </td>
              <td className={cell}>
                <Users property={property} />
              </td>
              {mayManage && (
                <td className={`${cell} md:text-right`}>
                  <Actions property={property} ask={setAsking} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
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
