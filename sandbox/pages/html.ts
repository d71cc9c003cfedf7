/** Text that is already HTML. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[] | null | false;

const escape = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** A template whose values are escaped unless they are HTML. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const render = (part: Part): string => {
    if (part === null || part === false) return "";
    if (part instanceof Html) return part.text;
    if (typeof part === "object") return part.map((item) => item.text).join("");
    return escape(String(part));
  };
  return new Html(
    strings
      .map(
        (text, index) =>
          text + (index < parts.length ? render(parts[index] ?? null) : ""),
      )
      .join(""),
  );
}

const STYLE = `
:root{color-scheme:light dark;--bg:#ededed;--card:#fff;--ink:#191919;--soft:#5f5f5f;--line:#e2e2e2;--green:#067a44;--green-ink:#fff;--note:#fff4d6;--note-ink:#5c4300;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--bg:#111;--card:#1e1e1e;--ink:#ececec;--soft:#a6a6a6;--line:#333;--green:#2fbf76;--green-ink:#06210f;--note:#3a2f10;--note-ink:#f2dca0;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:460px;margin:0 auto;padding:16px}main.wide{max-width:1080px}
.sim{background:var(--note);color:var(--note-ink);font-size:13px;text-align:center;padding:6px 12px}
.card{background:var(--card);border-radius:10px;padding:18px;margin:12px 0}h1{font-size:20px;margin:8px 0}h2{font-size:16px;margin:0 0 8px}p{margin:6px 0}.soft{color:var(--soft);font-size:13px}.bad{color:var(--bad)}
button,.button{font:inherit;border:1px solid var(--line);background:var(--card);color:var(--ink);border-radius:8px;padding:9px 14px;cursor:pointer;text-decoration:none;display:inline-block;min-height:42px}
button.main{background:var(--green);border-color:var(--green);color:var(--green-ink);font-weight:600}button.full{width:100%;margin:5px 0;text-align:left}button.main.full{text-align:center}
button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid var(--green);outline-offset:2px}
label.row{display:flex;gap:10px;align-items:center;padding:9px 2px;border-bottom:1px solid var(--line)}label.row:last-child{border:0}label.row img{width:36px;height:36px;border-radius:50%}label.row span{flex:1}
input[type=checkbox],input[type=radio]{width:18px;height:18px;accent-color:var(--green)}
table{width:100%;border-collapse:collapse;font-size:13px}td,th{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}td form{display:inline}td button{min-height:32px;padding:3px 9px}
.scroll{overflow-x:auto}.qr{display:grid;place-items:center;padding:12px}.qr div{background:#fff;padding:14px;border-radius:8px}
pre{white-space:pre-wrap;word-break:break-all;font-size:12px}`;

/** A page of the simulated WeChat; each says that it is simulated. */
export function page(title: string, body: Html, wide = false): string {
  return `<!doctype html>${
    html`<html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <div class="sim">
          这是模拟的微信，仅供演示与测试 · This WeChat is simulated
        </div>
        <main class="${wide ? "wide" : ""}">${body}</main>
      </body>
    </html>`.text
  }`;
}
