import { expect, test } from "vitest";
import { clientOf } from "./visitor-client.ts";

const wechat =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 MicroMessenger/8.0.60";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E148 Safari/604.1";
const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36";
const wechatOnWindows =
  "Mozilla/5.0 (Windows NT 10.0; WOW64) Chrome/120 Safari/537.36 MicroMessenger/7.0.20 WindowsWechat";

test("WeChat's browser, another phone browser and a desktop are distinguished", () => {
  expect(clientOf(wechat, undefined)).toBe("wechat");
  expect(clientOf(safari, undefined)).toBe("phone");
  expect(clientOf(chrome, undefined)).toBe("desktop");
  expect(clientOf(wechatOnWindows, undefined)).toBe("desktop");
  expect(clientOf(chrome, "wechat")).toBe("wechat");
});
