import { randomBytes } from "node:crypto";
import { startSandbox } from "./index.ts";

const env = (name: string, otherwise: string) => process.env[name] || otherwise;
const alphanumeric = (length: number) =>
  randomBytes(64)
    .toString("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .slice(0, length);

const console_ = env("SANDBOX_CONSOLE", "http://localhost:3000");
const component = {
  appid: env("SANDBOX_COMPONENT_APPID", `wx${randomBytes(8).toString("hex")}`),
  secret: env("SANDBOX_COMPONENT_APPSECRET", randomBytes(16).toString("hex")),
  token: env("SANDBOX_COMPONENT_TOKEN", alphanumeric(16)),
  aesKey: env("SANDBOX_COMPONENT_AES_KEY", alphanumeric(43)),
};
const callbacks = `${console_}/api/wechat/components/${component.appid}`;

try {
  const sandbox = await startSandbox({
    component,
    port: Number(env("SANDBOX_PORT", "3001")),
    stateFile: process.env["SANDBOX_STATE_FILE"],
    eventsUrl: env("SANDBOX_EVENTS_URL", `${callbacks}/events`),
    messagesUrl: env("SANDBOX_MESSAGES_URL", `${callbacks}/messages/$APPID$`),
    launchHost: env("SANDBOX_LAUNCH_HOST", new URL(console_).host),
    ticketSeconds: Number(env("SANDBOX_TICKET_SECONDS", "600")),
  });
  process.stdout.write(`WeChat sandbox: ${sandbox.origin}\n`);
  if (!process.env["SANDBOX_COMPONENT_APPID"])
    process.stdout.write(
      `platform: AppID ${component.appid}, AppSecret ${component.secret}, Token ${component.token}, EncodingAESKey ${component.aesKey}\n`,
    );
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // The console that started the sandbox has ended.
  process.on("disconnect", stop);
  process.send?.({ type: "listening", origin: sandbox.origin });
} catch (error) {
  process.stderr.write(
    `the WeChat sandbox cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
