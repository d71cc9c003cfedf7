"use client";

import dynamic from "next/dynamic";

// A list of fifty accounts shows the buttons of all and the dialog of one: each is fetched when it is opened.
export const DeleteDialog = dynamic(() =>
  import("./delete-dialog.tsx").then((module) => module.DeleteDialog),
);
export const DisableDialog = dynamic(() =>
  import("./disable-dialog.tsx").then((module) => module.DisableDialog),
);
export const EnableDialog = dynamic(() =>
  import("./enable-dialog.tsx").then((module) => module.EnableDialog),
);
export const OpenidDialog = dynamic(() =>
  import("./openid-dialog.tsx").then((module) => module.OpenidDialog),
);
export const QuotaDialog = dynamic(() =>
  import("./quota-dialog.tsx").then((module) => module.QuotaDialog),
);
