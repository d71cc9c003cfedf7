import { useTranslations } from "next-intl";
import type { DayOutcome } from "#lib/mini-programs/receipts/index.ts";

const HEIGHT = 120;

/** Delivered and failed messages, one bar per day, with the same numbers as a table for screen readers. */
export function OutcomeChart({ days }: { days: DayOutcome[] }) {
  const t = useTranslations("miniPrograms.receipts");
  const most = Math.max(1, ...days.map(({ good, bad }) => good + bad));
  const sum = (outcome: "good" | "bad") =>
    days.reduce((total, day) => total + day[outcome], 0);
  const px = (count: number) =>
    count === 0 ? 0 : Math.max(2, Math.round((count / most) * HEIGHT));
  return (
    <figure className="grid gap-2">
      <div aria-hidden className="flex gap-[3px] border-b border-line">
        {days.map(({ day, good, bad }) => (
          <div
            key={day}
            className="min-w-0 flex-1"
            title={`${day} · ${t("good")} ${good} · ${t("bad")} ${bad}`}
          >
            <Bar good={px(good)} bad={px(bad)} />
          </div>
        ))}
      </div>
      <div aria-hidden className="flex justify-between text-xs text-soft">
        <span>{days[0]?.day.slice(5)}</span>
        <span>{days.at(-1)?.day.slice(5)}</span>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 text-small">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm bg-jade" />
          {t("good")} {sum("good")}
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm bg-danger" />
          {t("bad")} {sum("bad")}
        </span>
      </figcaption>
      <table className="sr-only">
        <caption>
          {t("chartLabel", { good: sum("good"), bad: sum("bad") })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            <th scope="col">{t("good")}</th>
            <th scope="col">{t("bad")}</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ good, bad }) => good + bad > 0)
            .map(({ day, good, bad }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{good}</td>
                <td>{bad}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Drawn with attributes: the content security policy forbids inline styles. */
function Bar({ good, bad }: { good: number; bad: number }) {
  return (
    <svg
      viewBox={`0 0 1 ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-30 w-full"
    >
      <rect y={HEIGHT - good} width={1} height={good} className="fill-jade" />
      <rect
        y={HEIGHT - good - bad}
        width={1}
        height={bad}
        className="fill-danger"
      />
    </svg>
  );
}
