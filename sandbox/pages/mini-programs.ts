import { appSecretOf } from "../api/stable-token.ts";
import { templates } from "../api/subscribe-messages.ts";
import type { Account } from "../state/types.ts";
import type { Simulation } from "../state/simulation.ts";
import { type Html, html } from "./html.ts";

const LABEL = "display:inline-block;margin:4px 12px 4px 0;white-space:nowrap";

/** The Mini Programs' settings at WeChat: AppSecret, 消息推送配置, and buttons that answer as a user. */
export function miniProgramCard(simulation: Simulation): Html {
  const programs = simulation.state.accounts.filter(
    ({ type, grant }) => type === "mini_program" && grant !== null,
  );
  return html`<div class="card">
    <h2>小程序后台 · Mini Programs</h2>
    <p class="soft">
      已授权的小程序的开发设置 · developer settings of those that are authorized
    </p>
    ${programs.map((account) => miniProgram(simulation, account))}
    ${programs.length === 0 && html`<p>还没有 · none yet</p>`}
    <p class="soft">
      订阅消息模板 · templates:
      ${templates.map(({ title }) => title).join("、")}；OpenID 以 o 开头，含
      refused 的用户拒收 · openids begin with o, those with “refused” refuse
    </p>
  </div>`;
}

function miniProgram(simulation: Simulation, account: Account): Html {
  const setting = simulation.state.pushSettings[account.appid];
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
