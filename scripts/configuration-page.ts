import { format } from "prettier";
import {
  environmentVariables,
  type EnvironmentVariable,
} from "#lib/base/env-schema.ts";
import { fileVariable } from "#lib/base/secret-files.ts";

const introduction = `# Configuration

Generated from \`lib/base/env-schema.ts\` by \`npm run generate\`; a test checks that it is up to date.

Every variable is optional: with none set, the console runs with an embedded database and a simulated WeChat. An empty
variable counts as unset. A wrong or missing value stops the start with one line that names the variable and never its
value. [.env.example](../.env.example) lists the same variables with example values.

A **secret** may be given as a file instead: the variable in the last column is then the path of a file that holds it, as with
secrets of Docker and Kubernetes. Setting both is refused.
`;

const groups = `
These are set together or not at all: \`COMPONENT_APPID\`, \`COMPONENT_APPSECRET\`, \`COMPONENT_TOKEN\` and \`COMPONENT_AES_KEY\`;
\`ADMIN_EMAIL\` and \`ADMIN_PASSWORD\`; \`SMTP_URL\` and \`SMTP_FROM\`; \`OIDC_ISSUER\`, \`OIDC_CLIENT_ID\` and
\`OIDC_CLIENT_SECRET\`. \`MIGRATION_DATABASE_URL\` needs \`DATABASE_URL\`. \`SECRET_KEYS\` is required when \`NODE_ENV\` is
\`production\` and \`DATABASE_URL\` is set.

The sandbox has variables of its own, in [its README](../sandbox/README.md).
`;

function row(variable: EnvironmentVariable): string {
  const { name, description, defaultValue, secret } = variable;
  return `| ${[
    `\`${name}\``,
    description.replaceAll("|", "\\|"),
    defaultValue === undefined ? "" : `\`${defaultValue}\``,
    secret ? `\`${fileVariable(name)}\`` : "",
  ].join(" | ")} |`;
}

/** The text of `docs/configuration.md`, as Prettier formats it. */
export function configurationPage(): Promise<string> {
  const table = [
    "| variable | meaning | default | secret: or as a file |",
    "| --- | --- | --- | --- |",
    ...environmentVariables.map(row),
  ].join("\n");
  return format(`${introduction}\n${table}\n${groups}`, { parser: "markdown" });
}
