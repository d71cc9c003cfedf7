import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { QRCodeSVG } from "qrcode.react";
import { people } from "../state/samples.ts";
import type { EntryProblem, Visit } from "../state/visits.ts";
import { Html, html, page } from "./html.ts";

/** WeChat's own error pages: nothing calls the platform back. */
export function problemPage(problem: EntryProblem): string {
  if (problem === "parameters")
    return page(
      "参数错误",
      html`<div class="card">
        <h1>参数错误</h1>
        <p class="soft">A required parameter is missing or empty.</p>
      </div>`,
    );
  if (problem === "component")
    return page(
      "参数错误",
      html`<div class="card">
        <h1>component_appid 无效</h1>
        <p class="soft">
          This is not the platform that the sandbox plays WeChat for.
        </p>
      </div>`,
    );
  if (problem === "pre_auth_code")
    return page(
      "链接已失效",
      html`<div class="card">
        <h1>PreAuthCode 无效或已过期</h1>
        <p>请回到服务商的页面重新进入。</p>
        <p class="soft">
          The pre-auth code is wrong, used or expired: go back and enter again.
        </p>
      </div>`,
    );
  return page(
    "域名不一致",
    html`<div class="card">
      <h1>授权页面入口所在域名、回调域名必须与后台配置的一致</h1>
      <p>入口域名：${problem.referrer || "（空）"}</p>
      <p>回调域名：${problem.redirect}</p>
      <p>登记的授权发起页域名：${problem.configured}</p>
      <p class="soft">
        Entry host, redirect host and configured launch host must be the same.
      </p>
    </div>`,
  );
}

/** The desktop page: a QR code and, in the sandbox, the people who can scan it. */
export function desktopPage(visit: Visit, phoneUrl: string): string {
  const code = renderToStaticMarkup(
    createElement(QRCodeSVG, {
      value: phoneUrl,
      size: 188,
      title: "微信扫码授权",
    }),
  );
  return page(
    "微信扫码授权",
    html`<div class="card">
        <h1>微信扫码授权</h1>
        <p>请使用管理员的微信扫描二维码</p>
        <div class="qr"><div>${new Html(code)}</div></div>
      </div>
      ${whoScans(visit, "模拟：谁来扫码？ · Who scans?")}`,
  );
}

/** On a phone the page opens in WeChat; in the sandbox the tester chooses whose. */
export function phonePage(visit: Visit): string {
  return page(
    "公众平台授权",
    html`<h1>公众平台账号授权</h1>
      ${whoScans(visit, "模拟：这是谁的微信？ · Whose phone is this?")}`,
  );
}

function whoScans(visit: Visit, title: string): Html {
  const buttons = people.map(
    (person) =>
      html`<button class="full" name="person" value="${person.id}">
        ${person.name}<br /><span class="soft">${person.about}</span>
      </button>`,
  );
  return html`<form
    class="card"
    method="post"
    action="/visit/${visit.id}/person"
  >
    <h2>${title}</h2>
    ${buttons}
  </form>`;
}
