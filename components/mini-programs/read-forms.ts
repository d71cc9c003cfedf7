import { formText } from "#components/ui/form-text.ts";
import type { ReceiptChange, SendChange } from "./api.ts";

/** Lines of `Name: value`. @returns null when a line is none */
export function readHeaders(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of text.split("\n").map((part) => part.trim())) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon < 1) return null;
    headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return headers;
}

/** The sending part of the form. @returns null when its headers cannot be read */
export function readSend(form: HTMLFormElement): SendChange | null {
  const data = new FormData(form);
  const text = (name: string) => formText(data, name);
  if (text("mode") === "app_secret")
    return {
      mode: "app_secret",
      ...(text("appSecret") ? { appSecret: text("appSecret") } : {}),
    };
  const headers = readHeaders(text("headers"));
  if (headers === null) return null;
  return {
    mode: "url",
    ...(text("url") ? { url: text("url") } : {}),
    method: text("method") === "POST" ? "POST" : "GET",
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    tokenPath: text("tokenPath"),
  };
}

/** The receipt part of the form. */
export function readReceipt(form: HTMLFormElement): ReceiptChange {
  const data = new FormData(form);
  const text = (name: string) => formText(data, name);
  return {
    ...(text("token") ? { token: text("token") } : {}),
    ...(text("encodingAesKey")
      ? { encodingAesKey: text("encodingAesKey") }
      : {}),
    mode: text("mode") as ReceiptChange["mode"],
    format: text("format") as ReceiptChange["format"],
    source: text("source") as ReceiptChange["source"],
    allow: text("allow")
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}
