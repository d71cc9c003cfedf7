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
    error: "names one key id twice",
  });

const hostAndPort = z
  .string()
  .regex(/^\[?[\w.:-]+\]?:\d{1,5}$/, { error: "must be host:port" });

/** Where people sign in: what is sent there and back must not be read on the way. */
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
        // A value of the claim may hold colons itself.
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

/** Variables that say something only together. */
const together = [
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

const schema = z
  .object({
    NODE_ENV: z
      .enum(["development", "production", "test"])
      .default("production"),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    PUBLIC_URL: origin.optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATA_DIR: z.string().min(1).default(".data"),
    SECRET_KEYS: secretKeys.optional(),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().min(12).max(256).optional(),
    COMPONENT_APPID: z
      .string()
      .regex(/^wx[0-9a-zA-Z]{16}$/, { error: "must be wx and 16 characters" })
      .optional(),
    COMPONENT_APPSECRET: z.string().min(1).optional(),
    COMPONENT_TOKEN: z
      .string()
      .regex(/^[A-Za-z0-9]{3,32}$/, {
        error: "must be 3 to 32 letters and digits",
      })
      .optional(),
    COMPONENT_AES_KEY: z
      .string()
      .regex(/^[A-Za-z0-9]{43}$/, { error: "must be 43 letters and digits" })
      .optional(),
    WECHAT_API_ORIGIN: origin.default("https://api.weixin.qq.com"),
    WECHAT_MP_ORIGIN: origin.default("https://mp.weixin.qq.com"),
    WECHAT_OPEN_ORIGIN: origin.default("https://open.weixin.qq.com"),
    SANDBOX: z.enum(["on", "off", "auto"]).default("auto"),
    OUTBOUND_ALLOW: z
      .string()
      .transform((text) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(hostAndPort))
      .default([]),
    INBOX_DAYS: z.coerce.number().int().min(1).max(3650).optional(),
    RECEIPT_DAYS: z.coerce.number().int().min(1).max(3650).optional(),
    ALERT_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALERT_FORMAT: z.enum(["json", "wecom", "dingtalk"]).default("json"),
    ALERT_LANGUAGE: z.enum(["zh-CN", "en"]).default("zh-CN"),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    SMTP_FROM: z
      .string()
      .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, {
        error: "must be an address, or a name and an address in <…>",
      })
      .optional(),
    OIDC_ISSUER: issuer.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().max(40).default(""),
    OIDC_ROLE_CLAIM: z.string().min(1).default("roles"),
    OIDC_ROLES: roleMapping.default([]),
    METRICS_TOKEN: z.string().min(16).max(256).optional(),
    LOG_LEVEL: z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
      .default("info"),
  })
  .superRefine((env, context) => {
    for (const parts of together) {
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
        message: "is of use with DATABASE_URL only",
      });
  })
  .transform((env) => ({
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  }));

/** The console's configuration, checked and typed. */
export type Env = z.output<typeof schema>;

/** The names of all variables that the console reads; `.env.example` is tested against it. */
export const environmentVariables = Object.keys(schema.in.shape);

/** A variable is wrong or missing. `lines` holds one readable line for each, naming the variable and never its value. */
export class EnvError extends Error {
  readonly lines: string[];
  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.name = "EnvError";
    this.lines = lines;
  }
}

/**
 * Reads the configuration out of environment variables; an empty variable counts as not set.
 * @throws {EnvError} with one line for each variable that is wrong or missing.
 */
export function loadEnv(
  source: Record<string, string | undefined> = process.env,
): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvError(
    result.error.issues.map(
      (issue) =>
        `${String(issue.path[0] ?? "environment")} ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`,
    ),
  );
}

let loaded: Env | undefined;

/**
 * The configuration of this process, read once. The server completes `process.env` (database, generated keys) before
 * anything else asks for it.
 * @throws {EnvError}
 */
export function env(): Env {
  loaded ??= loadEnv();
  return loaded;
}
