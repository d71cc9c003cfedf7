const holder = globalThis as typeof globalThis & {
  lingpaiSingletons?: Map<string, unknown>;
};

/**
 * One value for the whole process. Next.js bundles copies of our modules, so a module variable exists once per copy;
 * what both sides must share hangs on `globalThis`.
 * @param name unique in the process
 * @param make called once, by whichever copy asks first
 */
export function processSingleton<Value>(
  name: string,
  make: () => Value,
): Value {
  const singletons = (holder.lingpaiSingletons ??= new Map());
  if (!singletons.has(name)) singletons.set(name, make());
  return singletons.get(name) as Value;
}
