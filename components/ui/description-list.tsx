import type { ReactNode } from "react";

export function DescriptionList({
  items,
}: {
  items: { term: ReactNode; value: ReactNode }[];
}) {
  return (
    <dl className="grid gap-x-6 gap-y-2.5 sm:grid-cols-[max-content_1fr]">
      {items.map(({ term, value }, index) => (
        <div key={index} className="grid gap-0.5 sm:contents">
          <dt className="text-soft">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
