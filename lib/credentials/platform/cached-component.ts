import { cachedRead } from "#lib/base/db/index.ts";
import { type Component, componentByAppid } from "./component.ts";

/** How long a token or key changed on another instance may be unknown here; a callback that does not open refreshes it. */
const cache = cachedRead<Component>({
  read: componentByAppid,
  freshMs: 1_000,
  max: 50,
});

/**
 * A platform by its AppID, for callbacks: cached for a second, or for as long as the database is unavailable.
 * @param options.refresh read it again, as the cached platform did not open a callback
 * @returns null when there is none
 */
export function cachedComponent(
  componentAppid: string,
  options: { refresh?: boolean } = {},
): Promise<Component | null> {
  return options.refresh
    ? cache.refresh(componentAppid)
    : cache.get(componentAppid);
}
