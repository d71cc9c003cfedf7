export type SignInAnswer =
  | { ok: true }
  | { ok: false; reason: "invalid" }
  | { ok: false; reason: "throttled"; seconds: number }
  | { ok: false; reason: "unreachable" };

/** The input of each sign-in step; an assertion is the passkey's response as JSON. */
interface Steps {
  credentials: { email: string; password: string };
  passkey: { assertion: string };
  "second-factor": { code: string } | { assertion: string };
}

/** Runs a sign-in step through next-auth. */
export async function signInBy<Step extends keyof Steps>(
  step: Step,
  input: Steps[Step],
): Promise<SignInAnswer> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn<"credentials">(step, {
      redirect: false,
      ...input,
    });
    if (answer?.ok && !answer.error) return { ok: true };
    const seconds = /^throttled:(\d+)$/.exec(answer?.error ?? "")?.[1];
    return seconds === undefined
      ? { ok: false, reason: "invalid" }
      : { ok: false, reason: "throttled", seconds: Number(seconds) };
  } catch {
    return { ok: false, reason: "unreachable" };
  }
}
