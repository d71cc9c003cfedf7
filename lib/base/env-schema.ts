import { z } from "zod";

const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).origin === text.replace(/\/$/, ""), {
    error: "must be an origin such as https://example.com, without a path",
  })
  .transform((text) => new URL(text).origin);

const secretKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(
    z
      .array(
        z.string().transform((part, context) => {
          const [id, encoded, ...rest] = part.split(":");
          const key = Buffer.from(encoded ?? "", "base64");
          if (
            !id ||
            !/^[\w-]{1,32}$/.test(id) ||
            rest.length > 0 ||
            key.length !== 32
          ) {
            context.addIssue({
              code: "custom",
              message: "must be id:base64 of exactly 32 bytes",
            });
            return z.NEVER;
          }
          return { id, key };
        }),
      )
      .min(1),
  )
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, {
    error: "contains a key id twice",
  });

const hostAndPort = z
  .string()
  .regex(/^\[?[\w.:-]+\]?:\d{1,5}$/, { error: "must be host:port" });

/** Tokens travel to and from the issuer, so only this machine may use plain http. */
const issuer = z
  .url({ protocol: /^https?$/ })
  .regex(/^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$))/, {
    error: "must begin with https (http only on this machine)",
  });

const roleMapping = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(
    z.array(
      z.string().transform((part, context) => {
        // The claim's value may contain colons.
        const at = part.lastIndexOf(":");
        const value = part.slice(0, Math.max(at, 0));
        const role = z
          .enum(["viewer", "operator", "admin", "owner"])
          .safeParse(part.slice(at + 1));
        if (value === "" || !role.success) {
          context.addIssue({
            code: "custom",
            message:
              "must be value:role, with the roles viewer, operator, admin and owner",
          });
          return z.NEVER;
        }
        return { value, role: role.data };
      }),
    ),
  );

/** Variables that must be set together or not at all. */
const requiredTogether = [
  [
    "COMPONENT_APPID",
    "COMPONENT_APPSECRET",
    "COMPONENT_TOKEN",
    "COMPONENT_AES_KEY",
  ],
  ["ADMIN_EMAIL", "ADMIN_PASSWORD"],
  ["SMTP_URL", "SMTP_FROM"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

/** Describes a variable whose value may be shown. */
const plain = <Type extends z.ZodType>(type: Type, description: string): Type =>
  type.meta({ description });

/** Describes a variable whose value is never shown and may come from the file that `NAME_FILE` names. */
const secret = <Type extends z.ZodType>(
  type: Type,
  description: string,
): Type => type.meta({ description, secret: true });

/** All variables of the console, with the meaning of each and the rules between them. */
export const environmentSchema = z
  .object({
    NODE_ENV: plain(
      z.enum(["development", "production", "test"]).default("production"),
      "Operating mode. With production and DATABASE_URL, SECRET_KEYS is required.",
    ),
    PORT: plain(
      z.coerce.number().int().min(1).max(65535).default(3000),
      "Port on which the console listens.",
    ),
    PUBLIC_URL: plain(
      origin.optional(),
      "Origin under which WeChat and browsers reach the console, such as https://lingpai.example.com. Without it: http://localhost and the port.",
    ),
    DATABASE_URL: secret(
      z.url({ protocol: /^postgres(ql)?$/ }).optional(),
      "PostgreSQL 15 or newer, such as postgres://user:password@host:5432/lingpai. Without it, an embedded PostgreSQL runs below DATA_DIR.",
    ),
    MIGRATION_DATABASE_URL: secret(
      z.url({ protocol: /^postgres(ql)?$/ }).optional(),
      "The same database under the role that owns the tables. Migrations run under it; the role of DATABASE_URL then cannot change or delete audit records.",
    ),
    DATA_DIR: plain(
      z.string().min(1).default(".data"),
      "Folder for the embedded database, generated keys, and callbacks that wait while the database is unavailable.",
    ),
    SECRET_KEYS: secret(
      secretKeys.optional(),
      "Encryption keys, comma-separated, each id:base64 of 32 bytes (openssl rand -base64 32). The first one encrypts, all decrypt. Without it, a key is generated in DATA_DIR.",
    ),
    ADMIN_EMAIL: plain(
      z.email().optional(),
      "E-mail address of the first owner, created when there are no users. Without it, a one-time setup link is printed.",
    ),
    ADMIN_PASSWORD: secret(
      z.string().min(12).max(256).optional(),
      "Password of the first owner, 12 to 256 characters.",
    ),
    COMPONENT_APPID: plain(
      z
        .string()
        .regex(/^wx[0-9a-zA-Z]{16}$/, { error: "must be wx and 16 characters" })
        .optional(),
      "AppID of the third-party platform. Without the COMPONENT variables, the platform is configured in the console.",
    ),
    COMPONENT_APPSECRET: secret(
      z.string().min(1).optional(),
      "AppSecret of the third-party platform.",
    ),
    COMPONENT_TOKEN: secret(
      z
        .string()
        .regex(/^[A-Za-z0-9]{3,32}$/, {
          error: "must be 3 to 32 letters and digits",
        })
        .optional(),
      "Token that signs the platform's callbacks, 3 to 32 letters and digits.",
    ),
    COMPONENT_AES_KEY: secret(
      z
        .string()
        .regex(/^[A-Za-z0-9]{43}$/, { error: "must be 43 letters and digits" })
        .optional(),
      "EncodingAESKey of the platform's callbacks, 43 letters and digits.",
    ),
    WECHAT_API_ORIGIN: plain(
      origin.default("https://api.weixin.qq.com"),
      "Origin of WeChat's API.",
    ),
    WECHAT_MP_ORIGIN: plain(
      origin.default("https://mp.weixin.qq.com"),
      "Origin of WeChat's authorization pages.",
    ),
    WECHAT_OPEN_ORIGIN: plain(
      origin.default("https://open.weixin.qq.com"),
      "Origin of WeChat's authorization pages on phones.",
    ),
    SANDBOX: plain(
      z.enum(["on", "off", "auto"]).default("auto"),
      "The simulated WeChat: on, off, or auto (as long as no live platform is configured).",
    ),
    OUTBOUND_ALLOW: plain(
      z
        .string()
        .transform((text) =>
          text
            .split(",")
            .map((part) => part.trim())
            .filter(Boolean),
        )
        .pipe(z.array(hostAndPort))
        .default([]),
      "Private addresses that operators may enter as targets, comma-separated host:port. All other private addresses are refused.",
    ),
    INBOX_DAYS: plain(
      z.coerce.number().int().min(1).max(3650).optional(),
      "Days for which callbacks are kept, unless the console's settings say otherwise; 30 without it.",
    ),
    RECEIPT_DAYS: plain(
      z.coerce.number().int().min(1).max(3650).optional(),
      "Days for which receipts of subscribe messages are kept, unless the console's settings say otherwise; 90 without it.",
    ),
    ALERT_URL: secret(
      z.url({ protocol: /^https?$/ }).optional(),
      "Address that is notified when a problem begins and ends.",
    ),
    ALERT_FORMAT: plain(
      z.enum(["json", "wecom", "dingtalk"]).default("json"),
      "Format of alerts: json, or the group robot of wecom (企业微信) or dingtalk (钉钉).",
    ),
    ALERT_LANGUAGE: plain(
      z.enum(["zh-CN", "en"]).default("zh-CN"),
      "Language of alerts: zh-CN or en.",
    ),
    SMTP_URL: secret(
      z.url({ protocol: /^smtps?$/ }).optional(),
      "Mail server for invitations and password resets, such as smtps://user:password@smtp.example.com.",
    ),
    SMTP_FROM: plain(
      z
        .string()
        .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, {
          error: "must be an address, or a name and an address in <…>",
        })
        .optional(),
      "Sender of mails, such as Lingpai <lingpai@example.com>.",
    ),
    OIDC_ISSUER: plain(
      issuer.optional(),
      "Issuer of the OpenID Connect provider for single sign-on. Its redirect URI is PUBLIC_URL/api/auth/callback/oidc.",
    ),
    OIDC_CLIENT_ID: plain(
      z.string().min(1).optional(),
      "Client id at the OpenID Connect provider.",
    ),
    OIDC_CLIENT_SECRET: secret(
      z.string().min(1).optional(),
      "Client secret at the OpenID Connect provider.",
    ),
    OIDC_NAME: plain(
      z.string().max(40).default(""),
      "Name of the provider on the sign-in button.",
    ),
    OIDC_ROLE_CLAIM: plain(
      z.string().min(1).default("roles"),
      "Claim of the ID token that carries the roles; a.b reads inside objects.",
    ),
    OIDC_ROLES: plain(
      roleMapping.default([]),
      "Mapping from values of that claim to roles, comma-separated value:role, such as lingpai-admins:admin.",
    ),
    METRICS_TOKEN: secret(
      z.string().min(16).max(256).optional(),
      "Bearer token for GET /metrics from other machines, 16 to 256 characters. Without it, /metrics answers the same machine only.",
    ),
    LOG_LEVEL: plain(
      z
        .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
        .default("info"),
      "fatal, error, warn, info, debug, trace or silent.",
    ),
  })
  .superRefine((env, context) => {
    for (const parts of requiredTogether) {
      const missing = parts.filter((name) => env[name] === undefined);
      const given = parts.find((name) => env[name] !== undefined);
      if (given !== undefined)
        for (const name of missing)
          context.addIssue({
            code: "custom",
            path: [name],
            message: `is needed when ${given} is set`,
          });
    }
    if (env.MIGRATION_DATABASE_URL && !env.DATABASE_URL)
      context.addIssue({
        code: "custom",
        path: ["MIGRATION_DATABASE_URL"],
        message: "needs DATABASE_URL",
      });
  })
  .transform((env) => ({
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  }));

export interface EnvironmentVariable {
  name: string;
  description: string;
  /** The default, as it would be written; undefined when there is none. */
  defaultValue: string | undefined;
  /** The value is never shown, and may come from the file that `NAME_FILE` names. */
  secret: boolean;
}

/** All variables that the console reads, in the order of the documentation. */
export const environmentVariables: readonly EnvironmentVariable[] =
  Object.entries(environmentSchema.in.shape).map(([name, type]) => {
    const { description = "", secret = false } = type.meta() ?? {};
    const { data } = type.safeParse(undefined);
    const defaultValue = z.coerce.string().parse(data ?? "");
    return {
      name,
      description,
      defaultValue: defaultValue === "" ? undefined : defaultValue,
      secret: secret === true,
    };
  });
