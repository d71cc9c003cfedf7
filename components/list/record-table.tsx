import type { ReactNode } from "react";

/** A table of records; on a phone its rows, which arrange themselves, stand without the headings. */
export function RecordTable({
  caption,
  headings,
  children,
}: {
  /** For those who do not see the page around it. */
  caption: string;
  headings: string[];
  children: ReactNode;
}) {
  return (
    <table className="w-full text-left text-small">
      <caption className="sr-only">{caption}</caption>
      <thead className="hidden border-b border-line text-soft md:table-header-group">
        <tr>
          {headings.map((heading) => (
            <th
              key={heading}
              scope="col"
              className="px-3 py-2 font-medium whitespace-nowrap"
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">{children}</tbody>
    </table>
  );
}
