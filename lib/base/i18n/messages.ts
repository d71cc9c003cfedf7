// Generated from the files of messages by `npm run generate`.
import accountsChinese from "#messages/zh-CN/accounts.json";
import apiChinese from "#messages/zh-CN/api.json";
import apiKeysChinese from "#messages/zh-CN/apiKeys.json";
import auditChinese from "#messages/zh-CN/audit.json";
import authorizationChinese from "#messages/zh-CN/authorization.json";
import callbacksChinese from "#messages/zh-CN/callbacks.json";
import commonChinese from "#messages/zh-CN/common.json";
import guidanceChinese from "#messages/zh-CN/guidance.json";
import membersChinese from "#messages/zh-CN/members.json";
import miniProgramsChinese from "#messages/zh-CN/miniPrograms.json";
import operationsChinese from "#messages/zh-CN/operations.json";
import permissionsChinese from "#messages/zh-CN/permissions.json";
import platformChinese from "#messages/zh-CN/platform.json";
import profileChinese from "#messages/zh-CN/profile.json";
import referenceChinese from "#messages/zh-CN/reference.json";
import retentionChinese from "#messages/zh-CN/retention.json";
import secondFactorsChinese from "#messages/zh-CN/secondFactors.json";
import signInChinese from "#messages/zh-CN/signIn.json";
import statusChinese from "#messages/zh-CN/status.json";
import userPropertiesChinese from "#messages/zh-CN/userProperties.json";
import webhooksChinese from "#messages/zh-CN/webhooks.json";
import wechatErrorsChinese from "#messages/zh-CN/wechatErrors.json";
import accountsEnglish from "#messages/en/accounts.json";
import apiEnglish from "#messages/en/api.json";
import apiKeysEnglish from "#messages/en/apiKeys.json";
import auditEnglish from "#messages/en/audit.json";
import authorizationEnglish from "#messages/en/authorization.json";
import callbacksEnglish from "#messages/en/callbacks.json";
import commonEnglish from "#messages/en/common.json";
import guidanceEnglish from "#messages/en/guidance.json";
import membersEnglish from "#messages/en/members.json";
import miniProgramsEnglish from "#messages/en/miniPrograms.json";
import operationsEnglish from "#messages/en/operations.json";
import permissionsEnglish from "#messages/en/permissions.json";
import platformEnglish from "#messages/en/platform.json";
import profileEnglish from "#messages/en/profile.json";
import referenceEnglish from "#messages/en/reference.json";
import retentionEnglish from "#messages/en/retention.json";
import secondFactorsEnglish from "#messages/en/secondFactors.json";
import signInEnglish from "#messages/en/signIn.json";
import statusEnglish from "#messages/en/status.json";
import userPropertiesEnglish from "#messages/en/userProperties.json";
import webhooksEnglish from "#messages/en/webhooks.json";
import wechatErrorsEnglish from "#messages/en/wechatErrors.json";
import type { Locale } from "./locale.ts";

const chinese = {
  accounts: accountsChinese,
  api: apiChinese,
  apiKeys: apiKeysChinese,
  audit: auditChinese,
  authorization: authorizationChinese,
  callbacks: callbacksChinese,
  common: commonChinese,
  guidance: guidanceChinese,
  members: membersChinese,
  miniPrograms: miniProgramsChinese,
  operations: operationsChinese,
  permissions: permissionsChinese,
  platform: platformChinese,
  profile: profileChinese,
  reference: referenceChinese,
  retention: retentionChinese,
  secondFactors: secondFactorsChinese,
  signIn: signInChinese,
  status: statusChinese,
  userProperties: userPropertiesChinese,
  webhooks: webhooksChinese,
  wechatErrors: wechatErrorsChinese,
};

const english = {
  accounts: accountsEnglish,
  api: apiEnglish,
  apiKeys: apiKeysEnglish,
  audit: auditEnglish,
  authorization: authorizationEnglish,
  callbacks: callbacksEnglish,
  common: commonEnglish,
  guidance: guidanceEnglish,
  members: membersEnglish,
  miniPrograms: miniProgramsEnglish,
  operations: operationsEnglish,
  permissions: permissionsEnglish,
  platform: platformEnglish,
  profile: profileEnglish,
  reference: referenceEnglish,
  retention: retentionEnglish,
  secondFactors: secondFactorsEnglish,
  signIn: signInEnglish,
  status: statusEnglish,
  userProperties: userPropertiesEnglish,
  webhooks: webhooksEnglish,
  wechatErrors: wechatErrorsEnglish,
};

/** All sentences of the console; English has the same keys, which a test checks. */
export type Messages = typeof chinese;

/** The sentences of one language, by area. */
export function messagesOf(locale: Locale): Messages {
  return locale === "en" ? english : chinese;
}
