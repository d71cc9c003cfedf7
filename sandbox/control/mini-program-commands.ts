import { z } from "zod";
import { appSecretOf, endAppSecretTokens } from "../api/stable-token.ts";
import { templates } from "../api/subscribe-messages.ts";
import { checkUrl, pushAccountEvent } from "../pushes/account-push.ts";
import type { Command } from "./command.ts";
import { appid, accountEvent, pushSetting } from "./schemas.ts";

/** Commands of a Mini Program's AppSecret and push setting. */
export const miniProgramCommands: Record<string, Command> = {
  "app-secret": (_context, body) => ({
    appSecret: appSecretOf(appid.parse(body).appid),
  }),
  "own-tokens-void": ({ simulation }, body) => {
    endAppSecretTokens(simulation, appid.parse(body).appid);
  },
  "push-setting": async ({ simulation }, body) => {
    const { appid: which, ...setting } = pushSetting.parse(body);
    const passed = await checkUrl(setting);
    simulation.pushes.unshift({
      at: new Date().toISOString(),
      name: "echostr",
      status: passed ? 200 : null,
      answer: passed ? "ok" : "Token 校验失败",
    });
    if (passed) simulation.state.pushSettings[which] = setting;
    return { passed };
  },
  "own-answer": ({ simulation }, body) => {
    const { appid: which, answer } = z
      .strictObject({
        appid: z.string(),
        answer: z.enum(["accept", "reject"]),
      })
      .parse(body);
    return pushAccountEvent(simulation, {
      appid: which,
      event: "subscribe_msg_popup_event",
      openid: "oSandboxUser",
      entries: [
        {
          TemplateId: templates[0]?.priTmplId ?? "",
          SubscribeStatusString: answer,
          PopupScene: "0",
        },
      ],
    });
  },
  "own-event": ({ simulation }, body) => {
    const { manner: variant, ...event } = accountEvent.parse(body);
    return pushAccountEvent(simulation, event, variant);
  },
};
