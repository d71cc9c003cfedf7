import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Receipt } from "#lib/mini-programs/receipts/index.ts";
import { goodOutcomes } from "#lib/mini-programs/receipts/kinds.ts";

const columns = [
  "time",
  "event",
  "openid",
  "template",
  "outcome",
  "messageId",
] as const;
/** Receipts, newest first. */
export function ReceiptTable({
  receipts,
  path,
  filtered,
}: {
  receipts: Receipt[];
  path: string;
  filtered: boolean;
}) {
  const t = useTranslations("miniPrograms.receipts");
  if (receipts.length === 0 && filtered)
    return (
      <EmptyState
        icon={SearchX}
        title={t("filtered")}
        action={
          <Button asChild>
            <Link href={path}>{t("clear")}</Link>
          </Button>
        }
      >
        {t("filteredBody")}
      </EmptyState>
    );
  if (receipts.length === 0)
    return (
      <EmptyState icon={Inbox} title={t("none")}>
        {t("noneBody")}
      </EmptyState>
    );
  return (
    <Table
      caption={t("list")}
      headings={columns.map((key) => ({ key, content: t(`columns.${key}`) }))}
    >
      {receipts.map((receipt) => (
        <Row key={receipt.id} receipt={receipt} />
      ))}
    </Table>
  );
}

function Row({ receipt }: { receipt: Receipt }) {
  const t = useTranslations("miniPrograms.receipts");
  return (
    <TableRow className="gap-1">
      <td className="text-soft">
        <Time at={receipt.at} />
      </td>
      <td className="whitespace-nowrap">{t(`events.${receipt.event}`)}</td>
      <td>
        <code className="break-all">{receipt.openid}</code>
      </td>
      <td className="md:min-w-48">
        <code className="break-all">{receipt.templateId}</code>
      </td>
      <td>
        <Outcome receipt={receipt} />
      </td>
      <td>
        {receipt.messageId && (
          <code className="md:whitespace-nowrap">{receipt.messageId}</code>
        )}
      </td>
    </TableRow>
  );
}

/** The outcome; for a failure also WeChat's code and its meaning. */
function Outcome({ receipt: { outcome, errorCode } }: { receipt: Receipt }) {
  const t = useTranslations("miniPrograms.receipts");
  const errors = useTranslations("wechatErrors");
  const failed = errorCode !== null && errorCode !== "0";
  return (
    <div className="grid justify-items-start gap-0.5">
      <Badge tone={goodOutcomes.includes(outcome) ? "success" : "danger"}>
        {t.has(`outcomes.${outcome}` as "outcomes.success")
          ? t(`outcomes.${outcome}` as "outcomes.success")
          : t("bad")}
      </Badge>
      {failed && (
        <span className="text-soft">
          {errorCode}
          {errors.has(errorCode as "unknown") &&
            ` · ${errors(errorCode as "unknown")}`}
        </span>
      )}
    </div>
  );
}
