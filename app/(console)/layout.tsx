import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell.tsx";
import { can } from "#lib/access/index.ts";
import { themeOfRequest } from "#lib/base/i18n/theme.ts";
import { platformOverview } from "#lib/credentials/platform/index.ts";
import {
  currentSession,
  requireUser,
  singleSignOn,
} from "#lib/identity/next/index.ts";

export default async function ConsoleLayout({
  children,
}: {
  children: ReactNode;
}) {
  const { actor, theme } = {
    actor: await requireUser(),
    theme: await themeOfRequest(),
  };
  const { sandboxOrigin } = await platformOverview(actor);
  return (
    <Shell
      person={{ name: actor.name, email: actor.email, role: actor.role }}
      theme={theme}
      sandboxOrigin={sandboxOrigin}
      singleSignOn={singleSignOn()}
      mayRepair={can(actor, "platform.repair")}
      daysToEnrol={(await currentSession())?.daysToEnrol ?? null}
    >
      {children}
    </Shell>
  );
}
