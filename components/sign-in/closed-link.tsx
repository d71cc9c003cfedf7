import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { LinkState } from "#lib/identity/members/index.ts";

/** Why a link of an invitation or a password reset no longer works. */
export function ClosedLink({
  kind,
  state,
}: {
  kind: "invite" | "reset";
  state: Exclude<LinkState, "open">;
}) {
  const t = useTranslations("signIn");
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={t(`linkOver.${state}`)}>
        {state === "used" ? t(`${kind}.usedBody`) : t(`${kind}.overBody`)}
      </Callout>
      <Button asChild>
        <a href="/sign-in">{t("signIn")}</a>
      </Button>
    </div>
  );
}
