"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ProfileFactors } from "#lib/identity/second-factors/index.ts";
import { useProfileFactors } from "./api.ts";
import { RecoveryCodeList } from "./lazy.ts";
import { PasskeyCard } from "./passkey-card.tsx";
import { RecoveryCard } from "./recovery-card.tsx";
import { RequirementCard } from "./requirement-card.tsx";
import { TotpCard } from "./totp-card.tsx";

/** The current user's second factors and what can be done with each. */
export function SecurityPanel({ initial }: { initial: ProfileFactors }) {
  const t = useTranslations("secondFactors.recovery");
  const { data: factors } = useProfileFactors(initial);
  const { proven } = useRecentSignIn();
  const [codes, setCodes] = useState<string[] | null>(null);
  const router = useRouter();
  const close = () => setCodes(null);
  const added = (made: string[] | null) => {
    setCodes(made);
    // The notice above the page is no longer needed.
    router.refresh();
  };
  const any = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <div className="grid gap-5">
      <TotpCard factors={factors} proven={proven} onCodes={added} />
      <PasskeyCard
        passkeys={factors.passkeys}
        proven={proven}
        onCodes={added}
      />
      {any && (
        <RecoveryCard
          left={factors.recoveryCodesLeft}
          proven={proven}
          onCodes={setCodes}
        />
      )}
      {factors.requiredOfAdmins !== null && (
        <RequirementCard required={factors.requiredOfAdmins} proven={proven} />
      )}
      {codes && (
        <Dialog open onOpenChange={close} title={t("title")}>
          <RecoveryCodeList codes={codes} done={t("kept")} onDone={close} />
        </Dialog>
      )}
    </div>
  );
}
