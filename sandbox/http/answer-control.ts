import type { IncomingMessage } from "node:http";
import { commands } from "../control/commands.ts";
import type { ControlContext } from "../control/context.ts";
import type { Answer } from "./answer.ts";

/** Answers the control API and the forms of the control page. */
export async function answerControl(
  context: ControlContext,
  url: URL,
  request: IncomingMessage,
  raw: string,
): Promise<Answer> {
  const name = url.pathname.slice("/_control/".length);
  const json = (value: unknown): Answer => ({
    type: "application/json",
    body: JSON.stringify(value ?? {}),
  });
  if (request.method === "GET") {
    const path = url.searchParams.get("path") ?? "";
    if (name === "health") return json({ ok: true });
    if (name === "calls")
      return json(
        context.simulation.calls.filter((call) => call.path.endsWith(path)),
      );
    if (name === "pushes") return json(context.simulation.pushes);
    if (name === "accounts") return json(context.simulation.state.accounts);
    return { status: 404, body: "404" };
  }
  const command = commands[name];
  if (!command) return { status: 404, body: "404" };
  const form =
    request.headers["content-type"]?.startsWith(
      "application/x-www-form-urlencoded",
    ) ?? false;
  const result = await command(
    context,
    form
      ? Object.fromEntries(new URLSearchParams(raw))
      : raw === ""
        ? {}
        : JSON.parse(raw),
  );
  context.simulation.save();
  return form ? { status: 303, location: "/" } : json(result);
}
