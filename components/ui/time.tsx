import { useFormatter, useLocale } from "next-intl";

/** A moment in Beijing time; the server and the browser write it alike. */
export function Time({ at }: { at: string }) {
  const format = useFormatter();
  // 11/12 is a different day on either side of the Atlantic.
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
