import { randomBytes } from "node:crypto";
import { REPORTS_PATH } from "./reports.ts";

type Headers = Readonly<Record<string, string>>;

/** Where WeChat keeps the pictures of accounts (`head_img`). */
const PICTURES = ["https://*.qlogo.cn", "https://*.qpic.cn"];

const PERMISSIONS = [
  ...[
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
  ].map((feature) => `${feature}=()`),
  // Links are copied, and passkeys asked for.
  ...[
    "clipboard-read",
    "clipboard-write",
    "publickey-credentials-create",
    "publickey-credentials-get",
  ].map((feature) => `${feature}=(self)`),
].join(", ");

/** Nobody runs, shows or sends anything out of an answer that is no page. */
const NO_PAGE =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers that protect our answers. */
export interface AnswerHeaders {
  /** Of every answer that is no page. */
  data: Headers;
  /** Of one answer that is a page, and the policy in it, out of which Next.js takes the nonce for its scripts. */
  page: (path: string) => { headers: Headers; policy: string };
}

/**
 * Makes the headers once; a page's differ in the nonce and in what its links tell of where they were followed.
 * @param pictures origins of pictures beside WeChat's: the simulated WeChat's
 */
export function answerHeaders(options: {
  publicUrl: string;
  pictures: readonly string[];
  dev: boolean;
}): AnswerHeaders {
  const https = options.publicUrl.startsWith("https:");
  const common = {
    "cache-control": "private, no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": PERMISSIONS,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    ...(https
      ? { "strict-transport-security": "max-age=63072000; includeSubDomains" }
      : {}),
  };
  const policyOf = pagePolicy(https, options);
  return {
    data: { ...common, "content-security-policy": NO_PAGE },
    page(path) {
      const policy = policyOf(randomBytes(16).toString("base64"));
      return {
        policy,
        headers: {
          ...common,
          "content-security-policy": policy,
          // WeChat compares the host of the page that its link was followed from (protocol 3.2).
          ...(path.startsWith("/authorize/")
            ? { "referrer-policy": "origin" }
            : {}),
        },
      };
    },
  };
}

/** Scripts run when they bear the page's nonce, or are loaded by one that does. */
function pagePolicy(
  https: boolean,
  { pictures, dev }: { pictures: readonly string[]; dev: boolean },
): (nonce: string) => string {
  const before = "default-src 'none'; script-src 'nonce-";
  const middle = `' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}; style-src 'self' `;
  const after = [
    `; img-src ${["'self'", ...PICTURES, ...pictures].join(" ")}`,
    "font-src 'self'",
    // Next.js's own tools speak by WebSocket.
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
    `report-uri ${REPORTS_PATH}`,
  ].join("; ");
  return (nonce) =>
    `${before}${nonce}${middle}${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}${after}`;
}
