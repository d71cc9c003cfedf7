"use client";

import dynamic from "next/dynamic";

// Most who look at the page change nothing: what draws a QR code is fetched by those who do.
export const TotpSetup = dynamic(
  () => import("./totp-setup.tsx").then((module) => module.TotpSetup),
  { ssr: false },
);
export const RecoveryCodeList = dynamic(
  () =>
    import("./recovery-code-list.tsx").then(
      (module) => module.RecoveryCodeList,
    ),
  { ssr: false },
);
export const RemoveTotp = dynamic(
  () => import("./remove-totp.tsx").then((module) => module.RemoveTotp),
  { ssr: false },
);
export const PasskeyDialog = dynamic(
  () => import("./passkey-dialog.tsx").then((module) => module.PasskeyDialog),
  { ssr: false },
);
