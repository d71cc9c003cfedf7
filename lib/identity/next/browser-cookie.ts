import { cookies } from "next/headers";
import { BROWSER_DAYS } from "#lib/identity/sign-in/index.ts";
import { secureCookies } from "#lib/identity/sessions/index.ts";

/** With the prefix, browsers accept the cookie only from this host and only over TLS. */
const name = () =>
  secureCookies() ? "__Host-lingpai-browser" : "lingpai-browser";

/** The secret id of a known browser, if this request carries one. */
export async function browserCookie(): Promise<string | null> {
  return (await cookies()).get(name())?.value ?? null;
}

/** Makes the browser of this request a known browser. */
export async function setBrowserCookie(browser: string | null): Promise<void> {
  if (browser !== null)
    (await cookies()).set(name(), browser, {
      httpOnly: true,
      sameSite: "strict",
      secure: secureCookies(),
      path: "/",
      maxAge: BROWSER_DAYS * 86_400,
    });
}
