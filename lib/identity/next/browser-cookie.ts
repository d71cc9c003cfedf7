import { cookies } from "next/headers";
import { BROWSER_DAYS } from "#lib/identity/sign-in/index.ts";
import { secureCookies } from "#lib/identity/sessions/index.ts";

/** With the prefix, browsers take it from this very host over TLS only. */
const name = () =>
  secureCookies() ? "__Host-lingpai-browser" : "lingpai-browser";

/** The secret id by which the browser of this request may be known. */
export async function browserCookie(): Promise<string | null> {
  return (await cookies()).get(name())?.value ?? null;
}

/** Gives the browser of this request the id by which it is known from now on. */
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
