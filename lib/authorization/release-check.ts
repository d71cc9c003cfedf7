import type { Component } from "#lib/credentials/platform/index.ts";
import { componentClient } from "#lib/credentials/tokens/index.ts";
import { createAuthorizerClient } from "#lib/wechat/index.ts";

/**
 * Step 3 of the release check (protocol 8.2): exchanges the code that the check sends as a message, and answers through
 * the customer-service API with the token that it gave. Nothing of it is kept: test accounts are no accounts of ours.
 * @throws {WeChatApiError | WeChatTransportError}
 */
export async function answerReleaseCheck(
  component: Component,
  check: { code: string; openid: string },
): Promise<void> {
  const { accessToken = "" } = await componentClient(component).queryAuth(
    check.code,
  );
  const once = () => Promise.resolve(accessToken);
  const client = createAuthorizerClient({
    apiOrigin: component.origins.api,
    token: { get: once, renew: once },
  });
  await client.sendCustomText({
    openid: check.openid,
    text: `${check.code}_from_api`,
  });
}
