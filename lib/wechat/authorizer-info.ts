import { z } from "zod";

const flag = z.coerce.number();
const funcInfo = z
  .array(
    z.object({ funcscope_category: z.object({ id: z.coerce.number().int() }) }),
  )
  .default([])
  .transform((list) =>
    [...new Set(list.map((entry) => entry.funcscope_category.id))].sort(
      (a, b) => a - b,
    ),
  );

/** `authorization_info` of api_query_auth (protocol 2.2). */
export const authorizationInfo = z
  .object({
    authorizer_appid: z.string(),
    authorizer_access_token: z.string().min(1).optional(),
    authorizer_refresh_token: z.string().min(1).optional(),
    expires_in: z.coerce.number().int().positive().optional(),
    func_info: funcInfo,
  })
  .transform((info) => ({
    appid: info.authorizer_appid,
    accessToken: info.authorizer_access_token,
    refreshToken: info.authorizer_refresh_token,
    expiresIn: info.expires_in,
    /** Granted sets, sorted; unknown ids are kept. */
    permissionSets: info.func_info,
  }));
export type AuthorizationInfo = z.infer<typeof authorizationInfo>;

const SERVICE_ACCOUNT = 2;
/** 微信认证; 3 to 5 are pending or other ways and do not count (protocol 2.3). */
const VERIFIED_BY_WECHAT = 0;

const typeInfo = z.object({ id: flag }).optional();

/** The answer of api_get_authorizer_info (protocol 2.3); a Mini Program is one that has `MiniProgramInfo`. */
export const authorizerInfoAnswer = z
  .object({
    authorizer_info: z.object({
      nick_name: z.string().default(""),
      head_img: z.string().optional(),
      principal_name: z.string().default(""),
      user_name: z.string().default(""),
      alias: z.string().default(""),
      signature: z.string().default(""),
      qrcode_url: z.string().optional(),
      service_type_info: typeInfo,
      verify_type_info: typeInfo,
      account_status: flag.optional(),
      MiniProgramInfo: z
        .object({
          categories: z
            .array(
              z.object({
                first: z.string().default(""),
                second: z.string().default(""),
              }),
            )
            .default([]),
        })
        .optional(),
    }),
    authorization_info: z.object({
      authorizer_appid: z.string().optional(),
      appid: z.string().optional(),
      authorizer_refresh_token: z.string().min(1).optional(),
      func_info: funcInfo,
    }),
  })
  .transform(({ authorizer_info: info, authorization_info: authorization }) => {
    const miniProgram = info.MiniProgramInfo !== undefined;
    const serviceType = info.service_type_info?.id ?? 0;
    const verifyType = info.verify_type_info?.id ?? -1;
    return {
      type: miniProgram
        ? ("mini_program" as const)
        : ("official_account" as const),
      kind: miniProgram
        ? ("mini_program" as const)
        : serviceType === SERVICE_ACCOUNT
          ? ("service" as const)
          : ("subscription" as const),
      name: info.nick_name,
      avatarUrl: info.head_img === "" ? undefined : info.head_img,
      principal: info.principal_name,
      verified: verifyType === VERIFIED_BY_WECHAT,
      verifyType,
      serviceType,
      userName: info.user_name,
      alias: info.alias,
      signature: info.signature,
      qrcodeUrl: info.qrcode_url,
      accountStatus: info.account_status,
      categories: info.MiniProgramInfo?.categories ?? [],
      refreshToken: authorization.authorizer_refresh_token,
      permissionSets: authorization.func_info,
    };
  });
export type AuthorizerInfo = z.infer<typeof authorizerInfoAnswer>;
