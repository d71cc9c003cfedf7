import { useTranslations } from "next-intl";
import type { AuditRow } from "#lib/audit/log/index.ts";

/** The name of an action; the raw identifier for an action of a newer version. */
export function useActionName() {
  const t = useTranslations("audit");
  return (action: string) => {
    const key = `actions.${action}` as "actions.account.enabled";
    return t.has(key) ? t(`actions.${action}` as typeof key) : action;
  };
}

/** The name of the actor, and its kind if it is not a person. */
export function useActorName() {
  const t = useTranslations("audit");
  return ({ kind, name }: AuditRow["actor"]) => {
    const key = `kinds.${kind}` as "kinds.user";
    if (kind === "user" || !t.has(key)) return name;
    const what = t(`kinds.${kind}` as typeof key);
    if (name === kind) return what;
    const program = `programs.${name}` as "programs.boot";
    // The name of a key was chosen by a person.
    const ours = kind !== "key" && t.has(program);
    return `${what} · ${ours ? t(program) : name}`;
  };
}

/** The label of a field, or its raw name where there is none. */
export function useFieldName() {
  const t = useTranslations("audit");
  return (name: string) => {
    const key = `fields.${name}` as "fields.status";
    return t.has(key) ? t(`fields.${name}` as typeof key) : name;
  };
}
