import { z } from "zod";
import { call } from "./call.ts";

/**
 * The access token of a single account by its own AppSecret (protocol 6). Asked during a token's life WeChat tells the
 * same one again, so that other systems with the same secret keep theirs.
 * @param input.forceRefresh voids the token at once; WeChat takes it 20 times a day, 30 s apart
 * @returns expiresIn in seconds: what is left of the token's life
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
