import { audit } from "#lib/audit/index.ts";
import { db, schema } from "#lib/base/db/index.ts";
import { lockCatalogue } from "./catalogue-row.ts";
import type { PropertyInput } from "./property-input.ts";

const { userProperties } = schema;

const samples: PropertyInput[] = [
  {
    name: "openid_service",
    displayName: "服务号 OpenID",
    type: "text",
    description: "用户在服务号内的 OpenID",
  },
  {
    name: "openid_subscription",
    displayName: "订阅号 OpenID",
    type: "text",
    description: "用户在订阅号内的 OpenID",
  },
  {
    name: "openid_mini",
    displayName: "小程序 OpenID",
    type: "text",
    description: "用户在小程序内的 OpenID",
  },
  {
    name: "unionid",
    displayName: "UnionID",
    type: "text",
    description: "同一开放平台账号下，用户在各公众号与小程序中一致的标识",
  },
  {
    name: "mobile",
    displayName: "手机号",
    type: "text",
    description: "用户授权提供的手机号",
  },
  {
    name: "nickname",
    displayName: "昵称",
    type: "text",
    description: "用户填写的昵称",
  },
  { name: "city", displayName: "城市", type: "text", description: "常住城市" },
  {
    name: "birthday",
    displayName: "生日",
    type: "date",
    description: "用户填写的出生日期",
  },
  {
    name: "member_level",
    displayName: "会员等级",
    type: "number",
    description: "1 为普通会员，5 为最高等级",
  },
  {
    name: "is_member",
    displayName: "是否会员",
    type: "boolean",
    description: "是否已注册会员",
  },
];

/** Fills an empty catalogue with examples for the sandbox. */
export async function seedSampleProperties(): Promise<void> {
  await db().transaction(async (tx) => {
    await lockCatalogue(tx);
    const [any] = await tx
      .select({ id: userProperties.id })
      .from(userProperties)
      .limit(1);
    if (any) return;
    await tx
      .insert(userProperties)
      .values(
        samples.map((sample) => ({ ...sample, source: "sample" as const })),
      );
    await audit(tx, {
      actor: { kind: "system", name: "boot" },
      action: "user_properties.seeded",
      after: { names: samples.map(({ name }) => name) },
    });
  });
}
