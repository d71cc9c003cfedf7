import type { Sandbox } from "../../sandbox/index.ts";

export interface Visit {
  preAuthCode: string;
  redirectUri: string;
  /** What the visitor's page sends by itself. */
  report: (step: "opened" | "followed") => Promise<number>;
  /** Confirms on WeChat's side and comes back by redirect. @returns the status of the redirect's target */
  authorize: (sandbox: Sandbox, appid: string) => Promise<number>;
}

/** Opens the page behind a QR code and reads the way to WeChat out of its HTML, as a browser would. */
export async function openLink(url: string): Promise<Visit> {
  const html = await (await fetch(url)).text();
  const href = /href="([^"]+componentloginpage[^"]+)"/
    .exec(html)?.[1]
    ?.replaceAll("&amp;", "&");
  if (!href)
    throw new Error(`no way to WeChat on the page:\n${html.slice(0, 2000)}`);
  const query = new URL(href).searchParams;
  const redirectUri = query.get("redirect_uri") ?? "";
  const preAuthCode = query.get("pre_auth_code") ?? "";
  const state = new URL(redirectUri).searchParams.get("state") ?? "";
  const api = url.replace("/authorize/", "/api/v1/authorization-links/");
  return {
    preAuthCode,
    redirectUri,
    report: async (step) =>
      (
        await fetch(`${api}/${step}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ state }),
        })
      ).status,
    async authorize(sandbox, appid) {
      const { redirectTo } = (await sandbox.control("authorize", {
        appid,
        preAuthCode,
        redirectUri,
      })) as { redirectTo: string };
      const back = await fetch(redirectTo, { redirect: "manual" });
      return back.status;
    },
  };
}
