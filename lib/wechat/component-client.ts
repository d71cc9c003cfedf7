import { z } from "zod";
import {
  authorizationInfo,
  type AuthorizationInfo,
  type AuthorizerInfo,
  authorizerInfoAnswer,
} from "./authorizer-info.ts";
import { call } from "./call.ts";
import { type TokenSource, whileBusy, withToken } from "./with-token.ts";

const seconds = z.coerce.number().int().positive();

/** Created once: compiling a zod schema costs more than everything else in a call. */
const authorizerToken = z.object({
  authorizer_access_token: z.string().min(1),
  expires_in: seconds,
  authorizer_refresh_token: z.string().min(1).optional(),
});

/**
 * Fetches a component access token (protocol 2.1).
 * @returns expiresIn in seconds
 * @throws {WeChatApiError | WeChatTransportError}
 */
export async function fetchComponentToken(input: {
  apiOrigin: string;
  componentAppid: string;
  appSecret: string;
  ticket: string;
}): Promise<{ token: string; expiresIn: number }> {
  const answer = await call({
    apiOrigin: input.apiOrigin,
    path: "/cgi-bin/component/api_component_token",
    body: {
      component_appid: input.componentAppid,
      component_appsecret: input.appSecret,
      component_verify_ticket: input.ticket,
    },
    answer: z.object({
      component_access_token: z.string().min(1),
      expires_in: seconds,
    }),
  });
  return { token: answer.component_access_token, expiresIn: answer.expires_in };
}

/**
 * Asks WeChat to push verify tickets again; needs no token (protocol 1.4).
 * @returns restarted: false when the push was in order
 * @throws {WeChatApiError | WeChatTransportError}
 */
export async function startPushTicket(input: {
  apiOrigin: string;
  componentAppid: string;
  appSecret: string;
}): Promise<{ restarted: boolean }> {
  const { errmsg } = await call({
    apiOrigin: input.apiOrigin,
    path: "/cgi-bin/component/api_start_push_ticket",
    body: {
      component_appid: input.componentAppid,
      component_secret: input.appSecret,
    },
    answer: z.object({ errmsg: z.string().default("ok") }),
  });
  return { restarted: /^ok\b/.test(errmsg) };
}

/**
 * The component endpoints (protocol 2). All throw `WeChatApiError` and `WeChatTransportError`. The token is sent as
 * `component_access_token`, the older name: the server accepts it, and logs do not confuse it with an account's token
 * (protocol 0).
 */
export function createComponentClient(input: {
  apiOrigin: string;
  componentAppid: string;
  token: TokenSource;
}) {
  const { apiOrigin, componentAppid: component_appid } = input;
  const post = <Answer>(
    name: string,
    body: Record<string, unknown>,
    answer: z.ZodType<Answer>,
  ) =>
    withToken(input.token, "component_access_token", {
      apiOrigin,
      path: `/cgi-bin/component/${name}`,
      body: { component_appid, ...body },
      answer,
    });

  return {
    /** A code for opening one authorization page. Sources conflict on its lifetime, so use `expiresIn` (seconds). */
    createPreAuthCode: (): Promise<{
      preAuthCode: string;
      expiresIn: number;
    }> =>
      whileBusy(() =>
        post(
          "api_create_preauthcode",
          {},
          z
            .object({ pre_auth_code: z.string().min(1), expires_in: seconds })
            .transform((answer) => ({
              preAuthCode: answer.pre_auth_code,
              expiresIn: answer.expires_in,
            })),
        ),
      ),

    /** Exchanges an authorization code, which is valid once: retried only after a rejected token. */
    queryAuth: (code: string): Promise<AuthorizationInfo> =>
      post(
        "api_query_auth",
        { authorization_code: code },
        z
          .object({ authorization_info: authorizationInfo })
          .transform((answer) => answer.authorization_info),
      ),

    /** A new access token. The returned refresh token must be stored, whether it changed or not. */
    refreshAuthorizerToken: async ({
      appid,
      refreshToken,
    }: {
      appid: string;
      refreshToken: string;
    }): Promise<{
      accessToken: string;
      refreshToken: string;
      expiresIn: number;
    }> => {
      const answer = await post(
        "api_authorizer_token",
        { authorizer_appid: appid, authorizer_refresh_token: refreshToken },
        authorizerToken,
      );
      return {
        accessToken: answer.authorizer_access_token,
        refreshToken: answer.authorizer_refresh_token ?? refreshToken,
        expiresIn: answer.expires_in,
      };
    },

    /** WeChat's record of an account, with granted sets and refresh token, but without access token. */
    getAuthorizerInfo: (appid: string): Promise<AuthorizerInfo> =>
      whileBusy(() =>
        post(
          "api_get_authorizer_info",
          { authorizer_appid: appid },
          authorizerInfoAnswer,
        ),
      ),

    /** One page of the authorized accounts; `count` at most 500. */
    getAuthorizerList: ({
      offset,
      count,
    }: {
      offset: number;
      count: number;
    }): Promise<{
      total: number;
      items: { appid: string; refreshToken: string; authTime: number }[];
    }> =>
      whileBusy(() =>
        post(
          "api_get_authorizer_list",
          { offset, count },
          z
            .object({
              total_count: z.coerce.number().int(),
              list: z
                .array(
                  z.object({
                    authorizer_appid: z.string(),
                    refresh_token: z.string(),
                    auth_time: z.coerce.number().int().default(0),
                  }),
                )
                .default([]),
            })
            .transform(({ total_count, list }) => ({
              total: total_count,
              items: list.map((item) => ({
                appid: item.authorizer_appid,
                refreshToken: item.refresh_token,
                authTime: item.auth_time,
              })),
            })),
        ),
      ),

    /** An option of an account (protocol 2.4), by the old path, on which all sources agree. */
    getAuthorizerOption: ({
      appid,
      name,
    }: {
      appid: string;
      name: AuthorizerOption;
    }): Promise<string> =>
      whileBusy(() =>
        post(
          "api_get_authorizer_option",
          { authorizer_appid: appid, option_name: name },
          z
            .object({ option_value: z.coerce.string() })
            .transform((answer) => answer.option_value),
        ),
      ),

    /** Sets an option of an account (protocol 2.4). */
    setAuthorizerOption: async ({
      appid,
      name,
      value,
    }: {
      appid: string;
      name: AuthorizerOption;
      value: string;
    }): Promise<void> => {
      await post(
        "api_set_authorizer_option",
        { authorizer_appid: appid, option_name: name, option_value: value },
        z.object({}),
      );
    },
  };
}
export type ComponentClient = ReturnType<typeof createComponentClient>;
export type AuthorizerOption =
  "location_report" | "voice_recognize" | "customer_service";
