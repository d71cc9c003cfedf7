export type SignInAnswer =
  | { ok: true }
  | { ok: false; reason: "invalid" }
  | { ok: false; reason: "throttled"; seconds: number }
  | { ok: false; reason: "unreachable" };

/** Signs in by e-mail and password through next-auth. */
export async function credentialsSignIn(
  email: string,
  password: string,
): Promise<SignInAnswer> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", {
      redirect: false,
      email,
      password,
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
