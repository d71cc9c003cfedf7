import { heldSets, MAX_PROVIDERS, obstacle } from "../state/authorization.ts";
import { setsOf } from "../state/samples.ts";
import type { Account } from "../state/types.ts";
import type { Visit } from "../state/visits.ts";
import { html, page } from "./html.ts";

const kindOf = (account: Account) =>
  account.type === "mini_program"
    ? "小程序"
    : account.serviceType === 2
      ? "服务号"
      : "订阅号";

/** The accounts that the person administers; other users see none (document "Authorization Operations" 1.1). */
export function accountsPage(visit: Visit, accounts: Account[]): string {
  if (visit.bizAppid !== null && accounts.length === 0)
    return page(
      "无法授权",
      html`<div class="card">
        <h1>你不是该账号的管理员</h1>
        <p>请联系账号管理员扫码授权。</p>
        <p class="soft">
          You are not the admin of the account that this link is for.
        </p>
      </div>`,
    );
  if (accounts.length === 0)
    return page(
      "没有可授权的账号",
      html`<div class="card">
        <h1>没有可授权的账号</h1>
        <p>当前微信号不是任何公众号或小程序的管理员。</p>
        <p class="soft">This WeChat user administers no account.</p>
      </div>`,
    );
  const rows = accounts.map(
    (account, index) =>
      html`<label class="row"
        ><input
          type="radio"
          name="appid"
          value="${account.appid}"
          ${index === 0 ? "checked" : ""}
        /><img src="/avatar/${account.appid}.svg" alt="" /><span
          >${account.name}<br /><span class="soft"
            >${kindOf(account)} · ${account.principal}</span
          ></span
        ></label
      >`,
  );
  return page(
    "选择账号",
    html`<h1>选择要授权的账号</h1>
      <form class="card" method="post" action="/visit/${visit.id}/account">
        ${rows}<button class="main full">下一步</button>
      </form>`,
  );
}

/** The sets that the account may grant, all chosen at first; those that another provider has exclusively cannot be chosen. */
export function setsPage(visit: Visit, account: Account): string {
  const reason = obstacle(account);
  if (reason === "providers")
    return page(
      "无法授权",
      html`<div class="card">
        <h1>授权的服务商已达上限</h1>
        <p>
          「${account.name}」已授权给 ${MAX_PROVIDERS}
          个服务商，请先取消其中一个。
        </p>
        <p class="soft">
          An account may be authorized to ${MAX_PROVIDERS} providers at most.
        </p>
      </div>`,
    );
  if (reason === "status")
    return page(
      "无法授权",
      html`<div class="card">
        <h1>账号状态异常</h1>
        <p>「${account.name}」已被冻结、封禁或注销，暂不能授权。</p>
        <p class="soft">The account is frozen, banned or closed.</p>
      </div>`,
    );
  const held = heldSets(account);
  const rows = setsOf(account.type).map((set) => {
    const taken = held.includes(set.id);
    return html`<label class="row"
      ><input
        type="checkbox"
        name="set"
        value="${set.id}"
        ${taken ? "disabled" : "checked"}
      /><span
        >${set.zh}${set.exclusive ? html`<span class="soft"> · 互斥</span>` : null}${taken ? html`<br /><span class="bad">已授权给其他服务商，不能再授权</span>` : null}</span
      ></label
    >`;
  });
  return page(
    "确认授权",
    html`<h1>${account.name}</h1>
      <p class="soft">将以下权限授权给第三方平台</p>
      <form class="card" method="post" action="/visit/${visit.id}/confirm">
        ${rows} <button class="main full">确认授权</button
        ><button
          class="full"
          formaction="/visit/${visit.id}/refuse"
          style="text-align:center"
        >
          取消
        </button>
      </form>`,
  );
}

/** WeChat ends here and does not notify the platform (protocol 3.3). */
export function refusedPage(): string {
  return page(
    "已取消",
    html`<div class="card">
      <h1>已取消授权</h1>
      <p>你没有授权任何权限，可以关闭本页或返回。</p>
      <p class="soft">
        Nothing was authorized. You may close this page or go back.
      </p>
    </div>`,
  );
}
