"use client";

import dynamic from "next/dynamic";

// Most visits change nothing, so the code that draws a QR code is loaded only when needed.
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
