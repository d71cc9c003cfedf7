import { z } from "zod";
import { type TokenSource, whileBusy, withToken } from "./with-token.ts";

/** Today's use of one interface by one account (protocol 5.2). */
export interface ApiQuota {
  dailyLimit: number;
  used: number;
  remain: number;
}

const count = z.coerce.number().int();

/** Calls on behalf of one account. All of them throw `WeChatApiError` and `WeChatTransportError`. */
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

    /** How much of today's quota of an interface is used; `path` with leading slash and without query (protocol 5.2). */
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

    /** Resets all of the account's daily quotas; ten times a month (protocol 5.1). Never repeated: each may count. */
    clearQuota: async (appid: string): Promise<void> => {
      await post("/cgi-bin/clear_quota", { appid }, z.object({}));
    },
  };
}
export type AuthorizerClient = ReturnType<typeof createAuthorizerClient>;
