import { useFormatter, useTranslations } from "next-intl";
import { ValueTable } from "#components/ui/table.tsx";
import type { TemplateOutcome } from "#lib/mini-programs/receipts/index.ts";

const rates = ["sent", "rate", "accepted", "rejected"] as const;

/** How many of each template's messages were delivered, and how users answered it. */
export function TemplateRates({ templates }: { templates: TemplateOutcome[] }) {
  const t = useTranslations("miniPrograms.receipts");
  const format = useFormatter();
  if (templates.length === 0)
    return <p className="text-soft">{t("noneBody")}</p>;
  return (
    <div
      className="overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t("templates")}
    >
      <ValueTable
        headings={[
          { key: "template", content: t("template") },
          ...rates.map((key) => ({
            key,
            content: t(`rates.${key}`),
            align: "right" as const,
          })),
        ]}
      >
        {templates.map((template) => (
          <tr key={template.templateId}>
            <th scope="row" className="font-normal">
              <code className="inline-block min-w-40 break-all">
                {template.templateId}
              </code>
            </th>
            <td className="text-right">{template.sent}</td>
            <td className="text-right">
              {template.sent === 0
                ? "—"
                : format.number(template.delivered / template.sent, {
                    style: "percent",
                    maximumFractionDigits: 1,
                  })}
            </td>
            <td className="text-right">{template.accepted}</td>
            <td className="text-right">{template.rejected}</td>
          </tr>
        ))}
      </ValueTable>
    </div>
  );
}
