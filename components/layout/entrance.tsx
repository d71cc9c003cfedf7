import type { ReactNode } from "react";
import { Preferences } from "./preferences.tsx";
import { Seal } from "./seal.tsx";

/** The frame around pages for people who are not signed in. */
export function Entrance({
  title,
  description,
  theme,
  children,
}: {
  title: string;
  description?: string;
  theme: string;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-4 py-10">
      <header className="grid justify-items-center gap-3 text-center">
        <Seal className="size-12" />
        <h1 className="text-xl font-semibold">{title}</h1>
        {description && <p className="text-soft">{description}</p>}
      </header>
      <div className="rounded-xl border border-line bg-surface p-5 sm:p-6">
        {children}
      </div>
      <div className="grid justify-items-center">
        <Preferences theme={theme} visitor />
      </div>
    </main>
  );
}
