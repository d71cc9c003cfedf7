import { cachedRead } from "#lib/base/db/index.ts";
import { type Component, componentByAppid } from "./component.ts";

/** A second: this long a token or key changed on another instance is unknown here, unless a callback cannot be opened. */
const cache = cachedRead<Component>({
  read: componentByAppid,
  freshMs: 1_000,
  max: 50,
});

/**
 * A platform by its AppID, for every callback: at most a second old, and while the database is unavailable the last one
 * that was read; null when there is none.
 * @param options.refresh the cached platform did not open a callback
 */
export function cachedComponent(
  componentAppid: string,
  options: { refresh?: boolean } = {},
): Promise<Component | null> {
  return options.refresh
    ? cache.refresh(componentAppid)
    : cache.get(componentAppid);
}
