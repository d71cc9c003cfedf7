import { remembered } from "#lib/base/db/index.ts";
import { type Component, componentByAppid } from "./component.ts";

/** A token or key that was changed on another instance is unknown here for so long, unless a callback does not open. */
const FRESH_MS = 1_000;
const MOST = 50;

const memory = remembered<Component>({
  read: componentByAppid,
  freshMs: FRESH_MS,
  most: MOST,
});

/**
 * A platform by its AppID for one callback after another: as it was a second ago at the latest, and while the database
 * is away as it was last known; null when there is none.
 * @param options.doubt what is remembered did not open a callback
 */
export function rememberedComponent(
  componentAppid: string,
  options: { doubt?: boolean } = {},
): Promise<Component | null> {
  return options.doubt
    ? memory.again(componentAppid)
    : memory.get(componentAppid);
}
