"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { RetentionKind } from "#lib/maintenance/retention/index.ts";

/** Days by kind; null takes the default. */
export type RetentionChange = Partial<Record<RetentionKind, number | null>>;

export function useSaveRetention() {
  const router = useRouter();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (body: RetentionChange) =>
      proven(() => api<unknown>("/retention", { method: "PUT", body })),
    onSuccess: () => router.refresh(),
  });
}
