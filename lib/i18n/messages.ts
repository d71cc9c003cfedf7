import commonChinese from "#messages/zh-CN/common.json" with { type: "json" };
import authChinese from "#messages/zh-CN/auth.json" with { type: "json" };
import accountsChinese from "#messages/zh-CN/accounts.json" with { type: "json" };
import connectChinese from "#messages/zh-CN/connect.json" with { type: "json" };
import eventsChinese from "#messages/zh-CN/events.json" with { type: "json" };
import platformChinese from "#messages/zh-CN/platform.json" with { type: "json" };
import permissionsChinese from "#messages/zh-CN/permissions.json" with { type: "json" };
import operationsChinese from "#messages/zh-CN/operations.json" with { type: "json" };
import guidesChinese from "#messages/zh-CN/guides.json" with { type: "json" };
import propertiesChinese from "#messages/zh-CN/properties.json" with { type: "json" };
import miniProgramChinese from "#messages/zh-CN/miniProgram.json" with { type: "json" };
import webhooksChinese from "#messages/zh-CN/webhooks.json" with { type: "json" };
import apiChinese from "#messages/zh-CN/api.json" with { type: "json" };
import wechatErrorsChinese from "#messages/zh-CN/wechatErrors.json" with { type: "json" };
import commonEnglish from "#messages/en/common.json" with { type: "json" };
import authEnglish from "#messages/en/auth.json" with { type: "json" };
import accountsEnglish from "#messages/en/accounts.json" with { type: "json" };
import connectEnglish from "#messages/en/connect.json" with { type: "json" };
import eventsEnglish from "#messages/en/events.json" with { type: "json" };
import platformEnglish from "#messages/en/platform.json" with { type: "json" };
import permissionsEnglish from "#messages/en/permissions.json" with { type: "json" };
import operationsEnglish from "#messages/en/operations.json" with { type: "json" };
import guidesEnglish from "#messages/en/guides.json" with { type: "json" };
import propertiesEnglish from "#messages/en/properties.json" with { type: "json" };
import miniProgramEnglish from "#messages/en/miniProgram.json" with { type: "json" };
import webhooksEnglish from "#messages/en/webhooks.json" with { type: "json" };
import apiEnglish from "#messages/en/api.json" with { type: "json" };
import wechatErrorsEnglish from "#messages/en/wechatErrors.json" with { type: "json" };
import type { Locale } from "./locale.ts";

const chinese = {
  common: commonChinese,
  auth: authChinese,
  accounts: accountsChinese,
  connect: connectChinese,
  events: eventsChinese,
  platform: platformChinese,
  permissions: permissionsChinese,
  operations: operationsChinese,
  guides: guidesChinese,
  properties: propertiesChinese,
  miniProgram: miniProgramChinese,
  webhooks: webhooksChinese,
  api: apiChinese,
  wechatErrors: wechatErrorsChinese,
};

const english = {
  common: commonEnglish,
  auth: authEnglish,
  accounts: accountsEnglish,
  connect: connectEnglish,
  events: eventsEnglish,
  platform: platformEnglish,
  permissions: permissionsEnglish,
  operations: operationsEnglish,
  guides: guidesEnglish,
  properties: propertiesEnglish,
  miniProgram: miniProgramEnglish,
  webhooks: webhooksEnglish,
  api: apiEnglish,
  wechatErrors: wechatErrorsEnglish,
};

/** All sentences of the console; English has the same keys, which a test checks. */
export type Messages = typeof chinese;

/** The sentences of one language, by area. */
export function messagesOf(locale: Locale): Messages {
  return locale === "en" ? english : chinese;
}
