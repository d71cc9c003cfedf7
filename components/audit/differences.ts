/** One changed field of an audit entry, before and after; undefined where there was no value. */
export interface Difference {
  /** The path of the field, outermost name first. */
  path: string[];
  before: Value | undefined;
  after: Value | undefined;
}

export type Value = string | number | boolean | null | Value[];

/** The changed fields of an entry in the order of the record; equal values are left out. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ path: JSON.parse(key) as string[], before: old, after: now }];
  });
}

function flat(
  value: unknown,
  path: string[] = [],
  found = new Map<string, Value>(),
): Map<string, Value> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    for (const [name, inner] of Object.entries(value))
      flat(inner, [...path, name], found);
  else if (path.length > 0 || (value !== null && value !== undefined))
    found.set(JSON.stringify(path), plain(value));
  return found;
}

function plain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  )
    return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
