import { z } from "zod";
import { type TokenSource, whileBusy, withToken } from "./with-token.ts";

/** Today's use of one interface by one account (protocol 5.2). */
export interface ApiQuota {
  dailyLimit: number;
  used: number;
  remain: number;
}

/** A template of subscribe messages that a Mini Program has chosen (protocol 9.1). */
export interface SubscribeTemplate {
  id: string;
  title: string;
  /** Lines such as `预约时间:{{date2.DATA}}`. */
  content: string;
  example: string;
}

/** One subscribe message (protocol 7.3). */
export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** By keyword of the template, such as `thing1`. */
  values: Record<string, string>;
  /** A page of the Mini Program that opens at a tap. */
  page?: string;
}

const count = z.coerce.number().int();

/** Calls on behalf of one account. All throw `WeChatApiError` and `WeChatTransportError`. */
export function createAuthorizerClient(input: {
  apiOrigin: string;
  token: TokenSource;
}) {
  const post = <Answer>(
    path: string,
    body: Record<string, unknown>,
    answer: z.ZodType<Answer>,
  ) =>
    withToken(input.token, "access_token", {
      apiOrigin: input.apiOrigin,
      path,
      body,
      answer,
    });
  const get = <Answer>(path: string, answer: z.ZodType<Answer>) =>
    withToken(input.token, "access_token", {
      apiOrigin: input.apiOrigin,
      path,
      answer,
    });

  return {
    /** A customer-service text message (protocol 9.1). */
    sendCustomText: async ({
      openid,
      text,
    }: {
      openid: string;
      text: string;
    }): Promise<void> => {
      await post(
        "/cgi-bin/message/custom/send",
        { touser: openid, msgtype: "text", text: { content: text } },
        z.object({}),
      );
    },

    /** The AppID that the token belongs to, by a read-only call (protocol 9.2). */
    appidOfToken: async (): Promise<string> => {
      const { appid } = await get(
        "/cgi-bin/account/getaccountbasicinfo",
        z.object({ appid: z.string().min(1) }),
      );
      return appid;
    },

    /** The subscribe-message templates of a Mini Program (protocol 9.1). */
    subscribeTemplates: (): Promise<SubscribeTemplate[]> =>
      whileBusy(() =>
        get(
          "/wxaapi/newtmpl/gettemplate",
          z
            .object({
              data: z
                .array(
                  z.object({
                    priTmplId: z.string(),
                    title: z.string().default(""),
                    content: z.string().default(""),
                    example: z.string().default(""),
                  }),
                )
                .default([]),
            })
            .transform(({ data }) =>
              data.map(({ priTmplId, ...template }) => ({
                id: priTmplId,
                ...template,
              })),
            ),
        ),
      ),

    /**
     * Sends one subscribe message. Never retried, as each attempt may reach the user.
     * @returns WeChat's message id, or null when the answer has none (protocol 7.3)
     */
    sendSubscribeMessage: async ({
      openid,
      templateId,
      values,
      page,
    }: SubscribeMessage): Promise<string | null> => {
      const { msgid } = await post(
        "/cgi-bin/message/subscribe/send",
        {
          touser: openid,
          template_id: templateId,
          data: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [key, { value }]),
          ),
          ...(page ? { page } : {}),
        },
        z.object({ msgid: z.coerce.string().optional() }),
      );
      return msgid ?? null;
    },

    /** Today's quota of an interface and its use; `path` with leading slash and without query (protocol 5.2). */
    getQuota: (path: string): Promise<ApiQuota> =>
      whileBusy(() =>
        post(
          "/cgi-bin/openapi/quota/get",
          { cgi_path: path },
          z
            .object({
              quota: z.object({
                daily_limit: count,
                used: count,
                remain: count,
              }),
            })
            .transform(({ quota }) => ({
              dailyLimit: quota.daily_limit,
              used: quota.used,
              remain: quota.remain,
            })),
        ),
      ),

    /** Resets all daily quotas of the account, ten times a month (protocol 5.1). Never retried, as each attempt may count. */
    clearQuota: async (appid: string): Promise<void> => {
      await post("/cgi-bin/clear_quota", { appid }, z.object({}));
    },
  };
}
export type AuthorizerClient = ReturnType<typeof createAuthorizerClient>;
