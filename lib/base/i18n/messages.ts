import commonChinese from "#messages/zh-CN/common.json";
import signInChinese from "#messages/zh-CN/signIn.json";
import accountsChinese from "#messages/zh-CN/accounts.json";
import authorizationChinese from "#messages/zh-CN/authorization.json";
import callbacksChinese from "#messages/zh-CN/callbacks.json";
import platformChinese from "#messages/zh-CN/platform.json";
import permissionsChinese from "#messages/zh-CN/permissions.json";
import operationsChinese from "#messages/zh-CN/operations.json";
import guidanceChinese from "#messages/zh-CN/guidance.json";
import userPropertiesChinese from "#messages/zh-CN/userProperties.json";
import miniProgramsChinese from "#messages/zh-CN/miniPrograms.json";
import webhooksChinese from "#messages/zh-CN/webhooks.json";
import membersChinese from "#messages/zh-CN/members.json";
import profileChinese from "#messages/zh-CN/profile.json";
import apiKeysChinese from "#messages/zh-CN/apiKeys.json";
import referenceChinese from "#messages/zh-CN/reference.json";
import secondFactorsChinese from "#messages/zh-CN/secondFactors.json";
import statusChinese from "#messages/zh-CN/status.json";
import auditChinese from "#messages/zh-CN/audit.json";
import retentionChinese from "#messages/zh-CN/retention.json";
import apiChinese from "#messages/zh-CN/api.json";
import wechatErrorsChinese from "#messages/zh-CN/wechatErrors.json";
import commonEnglish from "#messages/en/common.json";
import signInEnglish from "#messages/en/signIn.json";
import accountsEnglish from "#messages/en/accounts.json";
import authorizationEnglish from "#messages/en/authorization.json";
import callbacksEnglish from "#messages/en/callbacks.json";
import platformEnglish from "#messages/en/platform.json";
import permissionsEnglish from "#messages/en/permissions.json";
import operationsEnglish from "#messages/en/operations.json";
import guidanceEnglish from "#messages/en/guidance.json";
import userPropertiesEnglish from "#messages/en/userProperties.json";
import miniProgramsEnglish from "#messages/en/miniPrograms.json";
import webhooksEnglish from "#messages/en/webhooks.json";
import membersEnglish from "#messages/en/members.json";
import profileEnglish from "#messages/en/profile.json";
import apiKeysEnglish from "#messages/en/apiKeys.json";
import referenceEnglish from "#messages/en/reference.json";
import secondFactorsEnglish from "#messages/en/secondFactors.json";
import statusEnglish from "#messages/en/status.json";
import auditEnglish from "#messages/en/audit.json";
import retentionEnglish from "#messages/en/retention.json";
import apiEnglish from "#messages/en/api.json";
import wechatErrorsEnglish from "#messages/en/wechatErrors.json";
import type { Locale } from "./locale.ts";

const chinese = {
  common: commonChinese,
  signIn: signInChinese,
  accounts: accountsChinese,
  authorization: authorizationChinese,
  callbacks: callbacksChinese,
  platform: platformChinese,
  permissions: permissionsChinese,
  operations: operationsChinese,
  guidance: guidanceChinese,
  userProperties: userPropertiesChinese,
  miniPrograms: miniProgramsChinese,
  webhooks: webhooksChinese,
  members: membersChinese,
  profile: profileChinese,
  apiKeys: apiKeysChinese,
  reference: referenceChinese,
  secondFactors: secondFactorsChinese,
  status: statusChinese,
  audit: auditChinese,
  retention: retentionChinese,
  api: apiChinese,
  wechatErrors: wechatErrorsChinese,
};

const english = {
  common: commonEnglish,
  signIn: signInEnglish,
  accounts: accountsEnglish,
  authorization: authorizationEnglish,
  callbacks: callbacksEnglish,
  platform: platformEnglish,
  permissions: permissionsEnglish,
  operations: operationsEnglish,
  guidance: guidanceEnglish,
  userProperties: userPropertiesEnglish,
  miniPrograms: miniProgramsEnglish,
  webhooks: webhooksEnglish,
  members: membersEnglish,
  profile: profileEnglish,
  apiKeys: apiKeysEnglish,
  reference: referenceEnglish,
  secondFactors: secondFactorsEnglish,
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
