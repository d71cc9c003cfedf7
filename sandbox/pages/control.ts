import { people, setsOf } from "../state/samples.ts";
import type { Simulation } from "../state/simulation.ts";
import { html, page } from "./html.ts";
import { miniProgramCard } from "./mini-programs.ts";

/** The tester's context: what is so, what happened, and buttons to make things happen. */
export function controlPage(simulation: Simulation): string {
  const { state, scenario } = simulation;
  const rows = state.accounts
    .filter((account) => account.admins.length > 0)
    .map(
      (account) =>
        html`<tr>
          <td>
            ${account.name}<br /><span class="soft">${account.appid}</span>
          </td>
          <td>
            ${account.admins.map((id) => people.find((person) => person.id === id)?.name ?? id).join("、")}
          </td>
          <td>
            ${account.grant ? html`已授权 ${account.grant.sets.length} / ${setsOf(account.type).length}` : "未授权"}
          </td>
          <td>
            ${
              account.grant
                ? html`<form method="post" action="/_control/deauthorize">
                      <input
                        type="hidden"
                        name="appid"
                        value="${account.appid}"
                      /><button>取消授权</button>
                    </form>
                    <form method="post" action="/_control/sets">
                      <input
                        type="hidden"
                        name="appid"
                        value="${account.appid}"
                      /><input
                        name="sets"
                        value="${account.grant.sets.join(",")}"
                        aria-label="${account.name} 的权限集"
                        size="24"
                      />
                      <button>更改权限集</button>
                    </form>`
                : null
            }
          </td>
        </tr>`,
    );
  const calls = simulation.calls.slice(0, 20).map(
    (call) =>
      html`<tr>
        <td>${call.at.slice(11, 19)}</td>
        <td>${call.path}</td>
        <td>${call.errcode}</td>
      </tr>`,
  );
  const pushes = simulation.pushes.slice(0, 20).map(
    (push) =>
      html`<tr>
        <td>${push.at.slice(11, 19)}</td>
        <td>${push.name}</td>
        <td>${push.status ?? "—"}</td>
        <td>${push.answer}</td>
      </tr>`,
  );
  return page(
    "微信沙箱",
    html`<h1>微信沙箱 · WeChat sandbox</h1>
      <div class="card">
        <h2>票据 · Verify ticket</h2>
        <p>${state.pushing ? "推送中 · being pushed" : "已停止 · stopped"}</p>
        <form method="post" action="/_control/ticket">
          <button>立即推送一次 · push now</button>
        </form>
        <form method="post" action="/_control/ticket-stop">
          <button>停止推送 · stop</button>
        </form>
      </div>
      <div class="card">
        <h2>账号 · Accounts</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="账号">
          <table>
            <thead>
              <tr>
                <th>账号</th>
                <th>管理员</th>
                <th>对平台</th>
                <th>操作</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>
        </div>
      </div>
      ${miniProgramCard(simulation)}
      <div class="card">
        <h2>旋钮 · Knobs</h2>
        <pre>${JSON.stringify(scenario, null, 1)}</pre>
        <p class="soft">
          用控制接口 POST /_control/knobs 更改，见 sandbox/README.md · change
          them by the control API
        </p>
      </div>
      <div class="card">
        <h2>最近的接口调用 · API calls</h2>
        <table>
          <tbody>
            ${calls}
          </tbody>
        </table>
      </div>
      <div class="card">
        <h2>最近的推送 · Pushes</h2>
        <table>
          <tbody>
            ${pushes}
          </tbody>
        </table>
      </div>`,
    true,
  );
}
