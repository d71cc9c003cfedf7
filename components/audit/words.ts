import { useTranslations } from "next-intl";
import type { AuditRow } from "#lib/audit/log/index.ts";

/** What was done, in words; a newer version's action by its own name. */
export function useActionName() {
  const t = useTranslations("audit");
  return (action: string) => {
    const key = `actions.${action}` as "actions.account.enabled";
    return t.has(key) ? t(`actions.${action}` as typeof key) : action;
  };
}

/** Who did it: the name, and of those who are no people what they are. */
export function useActorName() {
  const t = useTranslations("audit");
  return ({ kind, name }: AuditRow["actor"]) => {
    const key = `kinds.${kind}` as "kinds.user";
    if (kind === "user" || !t.has(key)) return name;
    const what = t(`kinds.${kind}` as typeof key);
    if (name === kind) return what;
    const program = `programs.${name}` as "programs.boot";
    // What a key is called was chosen by people.
    const ours = kind !== "key" && t.has(program);
    return `${what} · ${ours ? t(program) : name}`;
  };
}

/** A field's name in words, where there are any. */
export function useFieldName() {
  const t = useTranslations("audit");
  return (name: string) => {
    const key = `fields.${name}` as "fields.status";
    return t.has(key) ? t(`fields.${name}` as typeof key) : name;
  };
}
