import { appSecretOf, templates } from "../own-account.ts";
import type { Account } from "../types.ts";
import type { World } from "../world.ts";
import { type Html, html } from "./html.ts";

const LABEL = "display:inline-block;margin:4px 12px 4px 0;white-space:nowrap";

/** What the Mini Programs' own backend shows: AppSecret, 消息推送配置, and users who answer. */
export function miniProgramCard(world: World): Html {
  const programs = world.state.accounts.filter(
    ({ type, grant }) => type === "mini_program" && grant !== null,
  );
  return html`<div class="card">
    <h2>小程序后台 · Mini Programs</h2>
    <p class="soft">
      已授权的小程序的开发设置 · developer settings of those that are authorized
    </p>
    ${programs.map((account) => miniProgram(world, account))}
    ${programs.length === 0 && html`<p>还没有 · none yet</p>`}
    <p class="soft">
      订阅消息模板 · templates:
      ${templates.map(({ title }) => title).join("、")}；OpenID 以 o 开头，含
      refused 的用户拒收 · openids begin with o, those with “refused” refuse
    </p>
  </div>`;
}

function miniProgram(world: World, account: Account): Html {
  const setting = world.state.pushSettings[account.appid];
  const hidden = html`<input
    type="hidden"
    name="appid"
    value="${account.appid}"
  />`;
  const input = (name: string, label: string, value: string) =>
    html`<label style="${LABEL}"
      >${label}
      <input name="${name}" value="${value}" size="24" autocomplete="off"
    /></label>`;
  const select = (name: string, label: string, values: string[], now: string) =>
    html`<label style="${LABEL}"
      >${label}
      <select name="${name}">
        ${values.map((value) =>
          value === now
            ? html`<option selected>${value}</option>`
            : html`<option>${value}</option>`,
        )}
      </select></label
    >`;
  return html`<div style="border-top:1px solid var(--line);padding:8px 0">
    <p>
      <strong>${account.name}</strong> <span class="soft">AppSecret</span>
      <code>${appSecretOf(account.appid)}</code>
    </p>
    <form method="post" action="/_control/push-setting">
      ${hidden} ${input("url", "URL（服务器地址）", setting?.url ?? "")}
      ${input("token", "Token", setting?.token ?? "")}
      ${input("aesKey", "EncodingAESKey", setting?.aesKey ?? "")}
      ${select(
        "mode",
        "消息加密方式",
        ["plain", "compatible", "safe"],
        setting?.mode ?? "safe",
      )}
      ${select("format", "数据格式", ["json", "xml"], setting?.format ?? "json")}
      <button>提交 · submit</button>
    </form>
    ${
      setting
        ? html`<p>
            ${["accept", "reject"].map(
              (answer) =>
                html`<form
                  method="post"
                  action="/_control/own-answer"
                  style="display:inline"
                >
                  ${hidden}<input
                    type="hidden"
                    name="answer"
                    value="${answer}"
                  />
                  <button>用户 ${answer}</button>
                </form>`,
            )}
          </p>`
        : null
    }
  </div>`;
}
