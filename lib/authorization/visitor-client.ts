import type { VisitorClient } from "./authorize-page.ts";

/**
 * What kind of browser a visitor uses, by its own word.
 * @param asked `?client=wechat` of the simulated phone, which is no WeChat
 */
export function clientOf(
  userAgent: string,
  asked: string | undefined,
): VisitorClient {
  if (asked === "wechat" || /MicroMessenger/i.test(userAgent))
    return /Windows|Macintosh/.test(userAgent) && asked !== "wechat"
      ? "desktop"
      : "wechat";
  return /Android|iPhone|iPad|Mobile/i.test(userAgent) ? "phone" : "desktop";
}
