"use client";

import dynamic from "next/dynamic";

// A page of entries shows none of them whole before somebody asks for one.
export const EntryDialog = dynamic(
  () => import("./entry-dialog.tsx").then((module) => module.EntryDialog),
  { ssr: false },
);
