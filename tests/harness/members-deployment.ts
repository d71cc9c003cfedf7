import { afterAll, beforeAll, beforeEach, expect, inject } from "vitest";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { type Answer, sessionOf } from "./session.ts";
import { startDeployment, type Deployment } from "./deployment.ts";

export interface Link {
  id: string;
  url: string;
  expiresAt: string;
  mail: { to: string; subject: string; text: string };
  mailed: string;
}
export interface Problem {
  code: string;
  errors?: { field: string; code: string }[];
}
export interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}
export interface Member {
  id: string;
  email: string;
  role: string;
  state: string;
  hasSecondFactor: boolean;
  sessions: number;
  lastSeenAt: string | null;
}

/** Two consoles that send mail, for one test file. Before each test, all sessions are recent and no password was guessed. */
export function membersDeployment() {
  let deployment: Deployment;
  let mailServer: MailServer;
  beforeAll(async () => {
    mailServer = await startMailServer();
    deployment = await startDeployment(inject("clusterUrl"), {
      consoles: 2,
      env: {
        SMTP_URL: mailServer.url,
        SMTP_FROM: "令牌 <lingpai@example.com>",
      },
    });
  });
  afterAll(async () => {
    await deployment.close();
    mailServer.close();
  });
  beforeEach(async () => {
    await deployment.sql.query(
      "update sessions set authenticated_at = clock_timestamp()",
    );
    await deployment.sql.query("delete from sign_in_attempts");
    mailServer.mails.length = 0;
    mailServer.refuse(false);
  });

  const origins = () => deployment.consoles.map(({ origin }) => origin);
  const first = () => origins()[0] ?? "";
  const visitor = () => sessionOf(first(), "");
  const tokenOf = ({ url }: Link) => url.split("/").at(-1) ?? "";
  const asked = (
    email: string,
    role = "operator",
    session = deployment.session,
  ) =>
    session.send<Link & Problem>("POST", "/api/v1/members/invitations", {
      email,
      role,
      days: 1,
    });
  const invited = async (email: string, role?: string): Promise<Link> => {
    const { status, body } = await asked(email, role);
    expect(status).toBe(201);
    return body;
  };
  const accept = (token: string, name = "Mei") =>
    visitor().send<Problem & { email: string }>("POST", "/api/v1/invite", {
      token,
      name,
      password: "a long enough one",
    });
  const pageOf = async (path: string) =>
    (
      await fetch(`${first()}${path}`, { headers: { "accept-language": "en" } })
    ).text();
  const change = (
    id: string,
    body: { role?: string; disabled?: boolean },
    session = deployment.session,
  ) => session.send<Problem>("PUT", `/api/v1/members/${id}`, body);
  const codeOf = ({ status, body }: Answer<Problem>) => [status, body.code];
  const members = async () =>
    (await deployment.session.get<List<Member>>("/api/v1/members?limit=200"))
      .body.items;
  const auditOf = async (subject: string) =>
    (
      await deployment.sql.query<{ action: string }>(
        "select action from audit_log where subject = $1 order by at",
        [subject],
      )
    ).rows.map(({ action }) => action);
  return {
    get deployment() {
      return deployment;
    },
    get mailServer() {
      return mailServer;
    },
    origins,
    first,
    visitor,
    tokenOf,
    asked,
    invited,
    accept,
    pageOf,
    change,
    codeOf,
    members,
    auditOf,
  };
}
