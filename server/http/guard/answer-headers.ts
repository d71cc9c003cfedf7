import { randomBytes } from "node:crypto";
import { REPORTS_PATH } from "./policy-reports.ts";

type Headers = Readonly<Record<string, string>>;

/** WeChat's hosts for the pictures of accounts (`head_img`). */
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
  // For copying links and for passkeys.
  ...[
    "clipboard-read",
    "clipboard-write",
    "publickey-credentials-create",
    "publickey-credentials-get",
  ].map((feature) => `${feature}=(self)`),
].join(", ");

/** An answer that is not a page runs, frames and sends nothing. */
const NO_PAGE =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers that protect our answers. */
export interface AnswerHeaders {
  /** For every answer that is not a page. */
  data: Headers;
  /** For one page, with its policy, from which Next.js takes the nonce of its scripts. */
  page: (path: string) => { headers: Headers; policy: string };
}

/**
 * Builds the headers once; those of a page differ in the nonce and in the referrer policy.
 * @param options.pictures origins of pictures besides WeChat's: the sandbox's
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
          // WeChat checks the host of the page from which its link was followed (protocol 3.2).
          ...(path.startsWith("/authorize/")
            ? { "referrer-policy": "origin" }
            : {}),
        },
      };
    },
  };
}

/** Scripts run when they carry the page's nonce or are loaded by one that does. */
function pagePolicy(
  https: boolean,
  { pictures, dev }: { pictures: readonly string[]; dev: boolean },
): (nonce: string) => string {
  const before = "default-src 'none'; script-src 'nonce-";
  const middle = `' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}; style-src 'self' `;
  const after = [
    `; img-src ${["'self'", ...PICTURES, ...pictures].join(" ")}`,
    "font-src 'self'",
    "manifest-src 'self'",
    // Next.js's development tools use a WebSocket.
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
