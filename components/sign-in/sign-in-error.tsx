import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { OidcRefusal } from "#lib/identity/single-sign-on/index.ts";

/** Why a redirect-based sign-in came back to this page. */
export function SignInError({ error }: { error: string }) {
  const t = useTranslations("signIn.errors");
  const reason = error as OidcRefusal;
  return (
    <Callout tone="danger" role="alert">
      {t(t.has(reason) ? reason : "other")}
    </Callout>
  );
}
