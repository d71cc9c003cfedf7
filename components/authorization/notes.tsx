import { useFormatter, useTranslations } from "next-intl";

/** What the dialog explains before the scan; names come from the catalogue in the user's language. */
export interface ConnectNotes {
  minimum: { officialAccount: string[]; miniProgram: string[] };
  exclusive: string[];
  /** Names of all permission sets by id. */
  setNames: Record<number, string>;
  simulated: boolean;
}

export function Notes({ notes }: { notes: ConnectNotes }) {
  const t = useTranslations("authorization.notes");
  const format = useFormatter();
  return (
    <ol className="grid list-decimal gap-2 pl-5 marker:text-soft">
      <li>{t("admin")}</li>
      <li>{t("verified")}</li>
      <li>
        {t("minimum")}
        <ul className="mt-1 grid gap-0.5 text-small text-soft">
          <li>
            {t("officialAccounts", {
              names: format.list(notes.minimum.officialAccount, "names"),
            })}
          </li>
          <li>
            {t("miniPrograms", {
              names: format.list(notes.minimum.miniProgram, "names"),
            })}
          </li>
        </ul>
      </li>
      <li>
        {t("exclusive")}
        <details className="text-small text-soft">
          <summary>{t("whichExclusive")}</summary>
          {format.list(notes.exclusive, "names")}
        </details>
      </li>
      <li>{t("providers")}</li>
      <li>{t("testList")}</li>
    </ol>
  );
}
