"use client";

import { type BodyOf, call } from "#components/api-client.ts";
import { useSensitiveChange } from "#components/use-change.ts";

export const useChangePassword = () =>
  useSensitiveChange((body: BodyOf<"changeOwnPassword">) =>
    call("changeOwnPassword", { body }),
  );

export const useEndSession = () =>
  useSensitiveChange((id: string) => call("endOwnSession", { id }));

export const useEndOtherSessions = () =>
  useSensitiveChange(() => call("endOtherSessions"));
