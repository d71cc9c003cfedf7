import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface Heading {
  key: string;
  content: ReactNode;
  align?: "right";
}

/** Records, one per row. On a phone each row is a grid without column headings. */
export function Table({
  caption,
  headings,
  size = "small",
  children,
}: {
  /** For screen readers. */
  caption: string;
  headings: Heading[];
  size?: "small" | "medium";
  /** `TableRow`s. */
  children: ReactNode;
}) {
  const small = size === "small";
  return (
    <table
      className={classNames(
        "block w-full text-left md:table",
        small && "text-small",
      )}
    >
      <caption className="sr-only">{caption}</caption>
      <thead className="hidden border-b border-line text-small text-soft md:table-header-group">
        <HeadingRow headings={headings} className="px-3 py-2" />
      </thead>
      <tbody
        className={classNames(
          "block md:table-row-group md:[&>tr>td]:px-3 md:[&>tr>td]:align-top",
          small ? "md:[&>tr>td]:py-2" : "md:[&>tr>td]:py-3",
        )}
      >
        {children}
      </tbody>
    </table>
  );
}

/** A row of `Table`. @param className the grid of its cells on a phone */
export function TableRow({
  className,
  children,
}: {
  className: string;
  children: ReactNode;
}) {
  return (
    <tr
      className={classNames(
        "grid border-b border-line p-4 last:border-0 hover:bg-raised md:table-row md:p-0",
        className,
      )}
    >
      {children}
    </tr>
  );
}

/** A table that keeps its columns on a phone; its rows are plain `tr`. */
export function ValueTable({
  headings,
  children,
}: {
  headings: Heading[];
  children: ReactNode;
}) {
  return (
    <table className="w-full text-left text-small">
      <thead className="border-b border-line text-soft">
        <HeadingRow headings={headings} className="py-1.5 pr-3" />
      </thead>
      <tbody className="align-top [&>tr]:border-b [&>tr]:border-line [&>tr:last-child]:border-0 [&>tr>*]:py-1.5 [&>tr>*]:pr-3">
        {children}
      </tbody>
    </table>
  );
}

function HeadingRow({
  headings,
  className,
}: {
  headings: Heading[];
  className: string;
}) {
  return (
    <tr>
      {headings.map(({ key, content, align }) => (
        <th
          key={key}
          scope="col"
          className={classNames(
            "font-medium whitespace-nowrap",
            className,
            align === "right" && "text-right",
          )}
        >
          {content}
        </th>
      ))}
    </tr>
  );
}
