import { z } from "zod";
import { call } from "./call.ts";

/**
 * The access token of an account by its AppSecret (protocol 6). While a token is valid WeChat returns the same one, so that
 * other systems with the secret keep theirs.
 * @param input.forceRefresh invalidates the current token; allowed 20 times a day, 30 s apart
 * @returns expiresIn: the remaining lifetime in seconds
 * @throws {WeChatApiError | WeChatTransportError}
 */
export async function fetchStableToken(input: {
  apiOrigin: string;
  appid: string;
  appSecret: string;
  forceRefresh: boolean;
}): Promise<{ token: string; expiresIn: number }> {
  const answer = await call({
    apiOrigin: input.apiOrigin,
    path: "/cgi-bin/stable_token",
    body: {
      grant_type: "client_credential",
      appid: input.appid,
      secret: input.appSecret,
      force_refresh: input.forceRefresh,
    },
    answer: z.object({
      access_token: z.string().min(1),
      expires_in: z.coerce.number().int().positive(),
    }),
  });
  return { token: answer.access_token, expiresIn: answer.expires_in };
}
