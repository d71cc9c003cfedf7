import { useTranslations } from "next-intl";
import { type Mark, marks } from "./matrix-marks.ts";

const order: Mark[] = ["granted", "minimumMissing", "notGranted"];

export function MatrixLegend() {
  const t = useTranslations("permissions.matrix");
  return (
    <ul
      aria-label={t("legend")}
      className="flex flex-wrap gap-x-4 gap-y-1 text-small"
    >
      {order.map((mark) => (
        <li key={mark} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={`grid size-5 place-items-center rounded ${marks[mark].look}`}
          >
            {marks[mark].sign}
          </span>
          {t(mark)}
        </li>
      ))}
    </ul>
  );
}
