"use client";

import { useState } from "react";
import { type SignInAnswer, signInBy } from "./sign-in-by.ts";

/** Why a sign-in step was refused. */
export type StepRefusal = Extract<SignInAnswer, { ok: false }>;

/** One sign-in step; on success the browser moves to the next page. */
export function useSignInStep(goTo: string) {
  const [taking, setTaking] = useState(false);
  const [refusal, setRefusal] = useState<StepRefusal | null>(null);
  const take = async (...input: Parameters<typeof signInBy>) => {
    setTaking(true);
    setRefusal(null);
    const answer = await signInBy(...input);
    if (answer.ok) window.location.assign(goTo);
    else {
      setRefusal(answer);
      setTaking(false);
    }
  };
  return {
    take: (...input: Parameters<typeof signInBy>) => void take(...input),
    taking,
    refusal,
  };
}
