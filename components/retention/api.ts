"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";

/** Days by kind; null takes the default. */
export type RetentionChange = BodyOf<"changeRetention">;

export function useSaveRetention() {
  const router = useRouter();
  const { proven } = useRecentSignIn();
  return useMutation({
    mutationFn: (body: RetentionChange) =>
      proven(() => call("changeRetention", { body })),
    onSuccess: () => router.refresh(),
  });
}
