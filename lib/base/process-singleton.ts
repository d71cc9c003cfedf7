const holder = globalThis as typeof globalThis & {
  lingpaiSingletons?: Map<string, unknown>;
};

/**
 * One value for the whole process. Next.js bundles a second copy of our modules, each with its own module variables, so
 * shared values are stored on `globalThis`.
 * @param name unique in the process
 * @param make called once, by the first copy that needs the value
 */
export function processSingleton<Value>(
  name: string,
  make: () => Value,
): Value {
  const singletons = (holder.lingpaiSingletons ??= new Map());
  if (!singletons.has(name)) singletons.set(name, make());
  return singletons.get(name) as Value;
}
