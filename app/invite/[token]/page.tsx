import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteForm } from "#components/sign-in/invite-form.tsx";
import { ClosedLink } from "#components/sign-in/closed-link.tsx";
import { Entrance } from "#components/layout/entrance.tsx";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { invitationOf } from "#lib/identity/members/index.ts";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("signIn.invite"))("title"),
    referrer: "no-referrer",
  };
}

export default async function InvitePage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const t = await getTranslations("signIn.invite");
  const invitation = await invitationOf(token);
  const open = invitation.state === "open";
  return (
    <Entrance
      title={t("title")}
      description={open ? t("description", { by: invitation.by }) : undefined}
      theme={await themeOfRequest()}
    >
      {open ? (
        <InviteForm
          token={token}
          email={invitation.email}
          role={invitation.role}
        />
      ) : (
        <ClosedLink kind="invite" state={invitation.state} />
      )}
    </Entrance>
  );
}
