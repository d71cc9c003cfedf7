import { z } from "zod";
import { type Endpoint, requireAuthorized, requireComponent } from "./call.ts";
import { functionInfo } from "./function-info.ts";
import { Refusal } from "./refusal.ts";

/** The endpoints that read authorized accounts (protocol 2.3). */
export const accountEndpoints: Record<string, Endpoint> = {
  api_get_authorizer_info(call) {
    requireComponent(call);
    const account = requireAuthorized(call);
    return {
      authorizer_info: {
        nick_name: account.name,
        head_img: `${call.origin}/avatar/${account.appid}.svg`,
        service_type_info: { id: account.serviceType },
        verify_type_info: { id: account.verifyType },
        user_name: account.userName,
        alias: "",
        principal_name: account.principal,
        signature: account.signature,
        qrcode_url: "",
        business_info: {
          open_pay: 0,
          open_shake: 0,
          open_scan: 0,
          open_card: 0,
          open_store: 0,
        },
        idc: 1,
        account_status: account.accountStatus,
        basic_config: { is_phone_configured: true, is_email_configured: true },
        ...(account.type === "mini_program"
          ? {
              MiniProgramInfo: {
                network: {
                  RequestDomain: [],
                  WsRequestDomain: [],
                  UploadDomain: [],
                  DownloadDomain: [],
                },
                categories: [{ first: "生活服务", second: "综合生活服务平台" }],
                visit_status: 0,
              },
            }
          : {}),
      },
      authorization_info: {
        authorizer_appid: account.appid,
        authorizer_refresh_token: account.grant.refreshToken,
        func_info: functionInfo(account.grant.sets),
      },
    };
  },
  api_get_authorizer_list(call) {
    requireComponent(call);
    const page = z
      .object({
        offset: z.number().int().min(0),
        count: z.number().int().min(1),
      })
      .safeParse(call.body);
    if (!page.success) throw new Refusal(40097, "invalid args");
    if (page.data.count > 500)
      throw new Refusal(40170, "args count exceed count limit");
    const granted = call.simulation.state.accounts.flatMap(
      ({ appid, grant }) =>
        grant
          ? [
              {
                authorizer_appid: appid,
                refresh_token: grant.refreshToken,
                auth_time: grant.authTime,
              },
            ]
          : [],
    );
    return {
      total_count: granted.length,
      list: granted.slice(page.data.offset, page.data.offset + page.data.count),
    };
  },
};
