"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { MatrixColumn, MatrixRow } from "#lib/accounts/index.ts";
import { type Mark, marks } from "./matrix-marks.ts";

/**
 * Accounts against sets. It scrolls inside its frame, with the names of accounts and sets always visible. It is one client
 * component with plain data: server-rendered cells would be many times as large. It is `relative`, because the hidden texts
 * for screen readers would otherwise make the page as wide as the table.
 */
export function MatrixTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: MatrixColumn[];
  rows: MatrixRow[];
}) {
  const t = useTranslations("permissions.matrix");
  return (
    <div
      role="region"
      aria-label={t("region")}
      tabIndex={0}
      className="relative max-h-[75dvh] overflow-auto"
    >
      <table className="border-separate border-spacing-0 text-left">
        <caption className="sr-only">{caption}</caption>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.appid} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const corner =
  "sticky left-0 w-32 min-w-32 max-w-32 border-r border-b border-line bg-surface px-3 sm:w-52 sm:min-w-52 sm:max-w-52";

function Head({ columns }: { columns: MatrixColumn[] }) {
  const t = useTranslations("permissions.matrix");
  const minimum = columns.filter((set) => set.minimum).length;
  const group =
    "border-r border-b border-line bg-surface px-2 py-1.5 text-small font-medium whitespace-nowrap text-soft";
  return (
    <thead className="sticky top-0 z-20">
      <tr>
        <th
          rowSpan={2}
          scope="col"
          className={`${corner} z-30 pb-2 align-bottom font-medium`}
        >
          {t("account")}
        </th>
        <th scope="colgroup" colSpan={minimum} className={group}>
          {t("minimumSets")}
        </th>
        <th
          scope="colgroup"
          colSpan={columns.length - minimum}
          className={group}
        >
          {t("otherSets")}
        </th>
      </tr>
      <tr>
        {columns.map((set) => (
          <Heading key={set.id} set={set} />
        ))}
      </tr>
    </thead>
  );
}

/** Names are vertical in Chinese and rotated in English; a long one is cut off, with the full name as its title. */
function Heading({ set }: { set: MatrixColumn }) {
  const name = useLocale() === "en" ? set.en : set.zh;
  return (
    <th
      scope="col"
      title={`${set.id} ${name}`}
      className="border-b border-line bg-surface px-1 py-2 align-top font-normal"
    >
      <Link
        href={`/permissions/${set.id}`}
        prefetch={false}
        className="flex min-w-8 flex-col items-center gap-1 rounded-md hover:bg-sunken"
      >
        <span className="font-semibold">{set.id}</span>
        <span className="max-h-40 overflow-hidden text-small leading-tight text-ellipsis whitespace-nowrap text-soft [writing-mode:vertical-rl]">
          {name}
        </span>
      </Link>
    </th>
  );
}

function Row({ row, columns }: { row: MatrixRow; columns: MatrixColumn[] }) {
  const granted = new Set(row.permissionSets);
  const markOf = (set: MatrixColumn): Mark =>
    granted.has(set.id)
      ? "granted"
      : set.minimum
        ? "minimumMissing"
        : "notGranted";
  return (
    <tr className="group">
      <th
        scope="row"
        className={`${corner} z-10 py-2 font-normal group-hover:bg-raised`}
      >
        <Link
          href={`/accounts/${row.appid}`}
          prefetch={false}
          className="line-clamp-2 font-semibold break-words hover:underline"
        >
          {row.name}
        </Link>
      </th>
      {columns.map((set) => (
        <Cell key={set.id} mark={markOf(set)} />
      ))}
    </tr>
  );
}

function Cell({ mark }: { mark: Mark }) {
  const t = useTranslations("permissions.matrix");
  const { sign, look } = marks[mark];
  return (
    <td
      className={`border-b border-line p-1 text-center group-hover:bg-raised ${look}`}
    >
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{t(mark)}</span>
    </td>
  );
}
