import { randomUUID } from "node:crypto";
import { type Deployment, eventually } from "./deployment.ts";

export interface AccountView {
  appid: string;
  name: string;
  status: string;
  statusReason: string | null;
  permissionSets: number[];
  missingSets: number[];
  openidProperty: { id: string; name: string } | null;
  readiness: { ready: boolean; checks: { id: string; ok: boolean }[] };
  scenes: { id: string; works: boolean }[];
}

/** The account as the console tells it. */
export async function view(
  deployment: Deployment,
  appid: string,
): Promise<AccountView> {
  return (
    await deployment.session.get<AccountView>(`/api/v1/accounts/${appid}`)
  ).body;
}

/** An account that WeChat's side has authorized and the console has stored; `sets` all unless given. */
export async function connect(
  deployment: Deployment,
  appid: string,
  sets?: number[],
): Promise<string> {
  await deployment.sandbox.control("authorize", {
    appid,
    ...(sets ? { sets } : {}),
  });
  await eventually(async () => {
    const { status, body } = await deployment.session.get<AccountView>(
      `/api/v1/accounts/${appid}`,
    );
    return status === 200 && body.status !== "deauthorized";
  });
  return appid;
}

/** The AppID of a sample account of the sandbox. */
export function sample(deployment: Deployment, name: string): string {
  const found = deployment.sandbox
    .accounts()
    .find((account) => account.name === name);
  if (!found) throw new Error(`no sample account ${name}`);
  return found.appid;
}

/** A profile property, by SQL: the catalogue has tests of its own. */
export async function property(
  deployment: Deployment,
  change: { type?: string; retired?: boolean } = {},
): Promise<{ id: string; name: string }> {
  const name = `openid_${randomUUID().slice(0, 8)}`;
  const { rows } = await deployment.sql.query<{ id: string }>(
    "insert into user_properties (name, display_name, type, source, retired_at) values ($1, $1, $2, 'console', case when $3 then now() end) returning id",
    [name, change.type ?? "text", change.retired ?? false],
  );
  return { id: rows[0]?.id ?? "", name };
}

/** Connects, sets a property of its own, and enables. */
export async function enabled(
  deployment: Deployment,
  appid: string,
): Promise<string> {
  await connect(deployment, appid);
  const { id } = await property(deployment);
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${appid}/openid-property`,
    {
      propertyId: id,
    },
  );
  const { status } = await deployment.session.send(
    "POST",
    `/api/v1/accounts/${appid}/enable`,
  );
  if (status !== 200) throw new Error(`not enabled: ${status}`);
  return appid;
}
