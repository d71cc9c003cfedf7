import { useFormatter, useLocale } from "next-intl";

/** A time in Beijing's time zone, so that server and browser render the same text. */
export function Time({ at }: { at: string }) {
  const format = useFormatter();
  // 11/12 is ambiguous between British and American readers.
  const month = useLocale() === "en" ? "short" : "2-digit";
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {format.dateTime(new Date(at), {
        year: "numeric",
        month,
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })}
    </time>
  );
}
