import commonChinese from "#messages/zh-CN/common.json";
import authChinese from "#messages/zh-CN/auth.json";
import accountsChinese from "#messages/zh-CN/accounts.json";
import connectChinese from "#messages/zh-CN/connect.json";
import eventsChinese from "#messages/zh-CN/events.json";
import platformChinese from "#messages/zh-CN/platform.json";
import permissionsChinese from "#messages/zh-CN/permissions.json";
import operationsChinese from "#messages/zh-CN/operations.json";
import guidesChinese from "#messages/zh-CN/guides.json";
import propertiesChinese from "#messages/zh-CN/properties.json";
import miniProgramChinese from "#messages/zh-CN/miniProgram.json";
import webhooksChinese from "#messages/zh-CN/webhooks.json";
import membersChinese from "#messages/zh-CN/members.json";
import accountChinese from "#messages/zh-CN/account.json";
import apiKeysChinese from "#messages/zh-CN/apiKeys.json";
import referenceChinese from "#messages/zh-CN/reference.json";
import securityChinese from "#messages/zh-CN/security.json";
import statusChinese from "#messages/zh-CN/status.json";
import auditChinese from "#messages/zh-CN/audit.json";
import retentionChinese from "#messages/zh-CN/retention.json";
import apiChinese from "#messages/zh-CN/api.json";
import wechatErrorsChinese from "#messages/zh-CN/wechatErrors.json";
import commonEnglish from "#messages/en/common.json";
import authEnglish from "#messages/en/auth.json";
import accountsEnglish from "#messages/en/accounts.json";
import connectEnglish from "#messages/en/connect.json";
import eventsEnglish from "#messages/en/events.json";
import platformEnglish from "#messages/en/platform.json";
import permissionsEnglish from "#messages/en/permissions.json";
import operationsEnglish from "#messages/en/operations.json";
import guidesEnglish from "#messages/en/guides.json";
import propertiesEnglish from "#messages/en/properties.json";
import miniProgramEnglish from "#messages/en/miniProgram.json";
import webhooksEnglish from "#messages/en/webhooks.json";
import membersEnglish from "#messages/en/members.json";
import accountEnglish from "#messages/en/account.json";
import apiKeysEnglish from "#messages/en/apiKeys.json";
import referenceEnglish from "#messages/en/reference.json";
import securityEnglish from "#messages/en/security.json";
import statusEnglish from "#messages/en/status.json";
import auditEnglish from "#messages/en/audit.json";
import retentionEnglish from "#messages/en/retention.json";
import apiEnglish from "#messages/en/api.json";
import wechatErrorsEnglish from "#messages/en/wechatErrors.json";
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
  members: membersChinese,
  account: accountChinese,
  apiKeys: apiKeysChinese,
  reference: referenceChinese,
  security: securityChinese,
  status: statusChinese,
  audit: auditChinese,
  retention: retentionChinese,
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
  members: membersEnglish,
  account: accountEnglish,
  apiKeys: apiKeysEnglish,
  reference: referenceEnglish,
  security: securityEnglish,
  status: statusEnglish,
  audit: auditEnglish,
  retention: retentionEnglish,
  api: apiEnglish,
  wechatErrors: wechatErrorsEnglish,
};

/** All sentences of the console; English has the same keys, which a test checks. */
export type Messages = typeof chinese;

/** The sentences of one language, by area. */
export function messagesOf(locale: Locale): Messages {
  return locale === "en" ? english : chinese;
}
