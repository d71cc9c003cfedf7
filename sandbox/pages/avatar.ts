import type { Account } from "../state/types.ts";
import { html } from "./html.ts";

/** A round picture with the first character of the name. */
export function avatar(account: Account): string {
  const hue =
    [...account.appid].reduce(
      (sum, character) => sum + character.charCodeAt(0) * 7,
      0,
    ) % 360;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
    <rect width="96" height="96" fill="hsl(${hue} 42% 38%)" />
    <text
      x="48"
      y="62"
      font-size="42"
      text-anchor="middle"
      fill="#fff"
      font-family="sans-serif"
    >
      ${[...account.name][0] ?? ""}
    </text>
  </svg>`.text;
}
