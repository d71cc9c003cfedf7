import { useFormatter, useTranslations } from "next-intl";
import type { TemplateOutcome } from "#lib/mini-programs/receipts/index.ts";

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
      <table className="w-full text-left text-small">
        <thead className="text-soft">
          <tr className="border-b border-line">
            <th scope="col" className="py-1.5 pr-3 font-medium">
              {t("template")}
            </th>
            {(["sent", "rate", "accepted", "rejected"] as const).map((name) => (
              <th
                key={name}
                scope="col"
                className="px-2 py-1.5 text-right font-medium whitespace-nowrap"
              >
                {t(`rates.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {templates.map((template) => (
            <tr
              key={template.templateId}
              className="border-b border-line last:border-0"
            >
              <th scope="row" className="py-1.5 pr-3 font-normal">
                <code className="inline-block min-w-40 break-all">
                  {template.templateId}
                </code>
              </th>
              <td className="px-2 py-1.5 text-right">{template.sent}</td>
              <td className="px-2 py-1.5 text-right">
                {template.sent === 0
                  ? "—"
                  : format.number(template.delivered / template.sent, {
                      style: "percent",
                      maximumFractionDigits: 1,
                    })}
              </td>
              <td className="px-2 py-1.5 text-right">{template.accepted}</td>
              <td className="px-2 py-1.5 text-right">{template.rejected}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
