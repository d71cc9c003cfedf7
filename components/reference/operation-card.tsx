import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { ReferenceOperation } from "#lib/api/index.ts";
import { CodeBlock } from "./code-block.tsx";

const tones: Record<ReferenceOperation["method"], Tone> = {
  GET: "info",
  POST: "success",
  PUT: "warning",
  DELETE: "danger",
};

/** One operation: what it does at a glance, and opened, how to call it and what comes back. */
export function OperationCard({
  operation,
}: {
  operation: ReferenceOperation;
}) {
  const t = useTranslations("reference");
  const roles = useTranslations("common.roles");
  const { id, method, path, visitors, scope, role, curl } = operation;
  return (
    <li>
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <Badge tone={tones[method]}>{method}</Badge>
          <code className="text-small break-all">{path}</code>
          <span className="min-w-0 basis-full sm:flex-1 sm:basis-0">
            {t(`operations.${id}`)}
          </span>
          <Badge>
            {visitors
              ? t("visitors")
              : scope === null
                ? t("peopleOnly")
                : scope === "any"
                  ? t("anyScope")
                  : scope}
          </Badge>
        </summary>
        <div className="grid gap-3 px-4 pt-1 pb-4">
          {!visitors && (
            <p className="text-small text-soft">
              {t("role")}: {roles(role)}
            </p>
          )}
          {curl && <CodeBlock label={t("line")} text={curl} copies />}
          {operation.query && (
            <CodeBlock label={t("query")} text={operation.query} />
          )}
          {operation.body && (
            <CodeBlock label={t("body")} text={operation.body} />
          )}
          {operation.answer && (
            <CodeBlock label={t("answer")} text={operation.answer} />
          )}
        </div>
      </details>
    </li>
  );
}
