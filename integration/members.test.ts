import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
} from "vitest";
import { connect, sample } from "./harness/accounts.ts";
import { enrolApp, FACTORS } from "./harness/authenticator-app.ts";
import { owner } from "./harness/console.ts";
import { type MailServer, startMailServer } from "./harness/mail-server.ts";
import { member, type Person } from "./harness/member.ts";
import {
  type Answer,
  type Session,
  sessionOf,
  signIn,
  tryToSignIn,
} from "./harness/session.ts";
import { eventually, startWorld, type World } from "./harness/world.ts";

interface Link {
  id: string;
  url: string;
  expiresAt: string;
  mail: { to: string; subject: string; text: string };
  mailed: string;
}
interface Problem {
  code: string;
  errors?: { field: string; code: string }[];
}
interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}
interface Member {
  id: string;
  email: string;
  role: string;
  state: string;
  hasSecondFactor: boolean;
  sessions: number;
  lastSeenAt: string | null;
}

let world: World;
let mailServer: MailServer;
beforeAll(async () => {
  mailServer = await startMailServer();
  world = await startWorld(inject("clusterUrl"), {
    consoles: 2,
    env: {
      SMTP_URL: mailServer.url,
      SMTP_FROM: "令牌 <lingpai@example.com>",
    },
  });
});
afterAll(async () => {
  await world.close();
  mailServer.close();
});
beforeEach(async () => {
  await world.sql.query(
    "update sessions set authenticated_at = clock_timestamp()",
  );
  await world.sql.query("delete from sign_in_attempts");
  mailServer.mails.length = 0;
  mailServer.refuse(false);
});

const origins = () => world.consoles.map(({ origin }) => origin);
const first = () => origins()[0] ?? "";
const visitor = () => sessionOf(first(), "");
const tokenOf = ({ url }: Link) => url.split("/").at(-1) ?? "";
const asked = (email: string, role = "operator", session = world.session) =>
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
  session = world.session,
) => session.send<Problem>("PUT", `/api/v1/members/${id}`, body);
const codeOf = ({ status, body }: Answer<Problem>) => [status, body.code];
const members = async () =>
  (await world.session.get<List<Member>>("/api/v1/members?limit=200")).body
    .items;
const auditOf = async (subject: string) =>
  (
    await world.sql.query<{ action: string }>(
      "select action from audit_log where subject = $1 order by at",
      [subject],
    )
  ).rows.map(({ action }) => action);

describe("an invitation", () => {
  test("makes a member by a link that is good once, with the address and the role that the owner chose", async () => {
    const link = await invited("Mei@Example.com", "admin");
    expect(link.mailed).toBe("sent");
    expect(mailServer.mails).toMatchObject([
      { from: "lingpai@example.com", to: "mei@example.com" },
    ]);
    expect(mailServer.mails[0]?.subject).toBe(link.mail.subject);
    expect(mailServer.mails[0]?.text).toContain(link.url);
    expect(link.mail.text).toContain(link.url);
    const page = await pageOf(`/invite/${tokenOf(link)}`);
    expect(page).toContain("mei@example.com");
    expect(page).toContain("Administrator");
    const both = await Promise.all([
      accept(tokenOf(link)),
      accept(tokenOf(link)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const mei = await signIn(first(), {
      email: "mei@example.com",
      password: "a long enough one",
    });
    expect((await mei.get("/api/v1/members")).status).toBe(200);
    const made = (await members()).find(
      ({ email }) => email === "mei@example.com",
    );
    expect(made).toMatchObject({ role: "admin", state: "active", sessions: 1 });
    expect(codeOf(await accept(tokenOf(link)))).toEqual([
      409,
      "invitation_invalid",
    ]);
    expect(await pageOf(`/invite/${tokenOf(link)}`)).toContain(
      "This link was used",
    );
    expect(await auditOf(made?.id ?? "")).toContain("member.created");
  });

  test("that is over, taken back or replaced opens nothing, and its page says which", async () => {
    const [over, revoked, replaced] = [
      await invited("over@example.com"),
      await invited("revoked@example.com"),
      await invited("replaced@example.com"),
    ];
    await world.sql.query(
      "update single_use_links set expires_at = clock_timestamp() where email = 'over@example.com'",
    );
    const path = `/api/v1/members/invitations/${revoked.id}`;
    expect((await world.session.send("DELETE", path)).status).toBe(204);
    expect(codeOf(await world.session.send<Problem>("DELETE", path))).toEqual([
      409,
      "invitation_over",
    ]);
    const again = await invited("replaced@example.com");
    for (const [link, words] of [
      [over, "This link has expired"],
      [revoked, "This link was revoked"],
      [replaced, "This link was revoked"],
    ] as const) {
      expect(await pageOf(`/invite/${tokenOf(link)}`)).toContain(words);
      expect((await accept(tokenOf(link))).status).toBe(409);
    }
    expect(await pageOf("/invite/nonsense")).toContain(
      "This link is not valid",
    );
    expect((await accept(tokenOf(again))).status).toBe(201);
    const { body } = await world.session.get<
      List<{ email: string; state: string }>
    >("/api/v1/members/invitations");
    expect(body.items.map(({ email, state }) => [email, state])).toEqual([
      ["over@example.com", "expired"],
    ]);
  });

  test("is told page by page, newest first", async () => {
    for (const name of ["a", "b", "c"]) await invited(`${name}@pages.example`);
    const emails: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Answer<List<{ email: string }>> = await world.session.get(
        `/api/v1/members/invitations?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      emails.push(...page.body.items.map(({ email }) => email));
      cursor = page.body.nextCursor;
    }
    expect(emails.filter((email) => email.endsWith("@pages.example"))).toEqual([
      "c@pages.example",
      "b@pages.example",
      "a@pages.example",
    ]);
  });

  test("is made though the mail cannot be sent, which is told", async () => {
    mailServer.refuse(true);
    expect((await invited("nomail@example.com")).mailed).toBe("failed");
  });

  test("is refused for who is a member, and when it is not clear who is invited as what", async () => {
    const taken = await asked(owner.email);
    expect(codeOf(taken)).toEqual([409, "member_exists"]);
    for (const [body, field] of [
      [{ email: "nobody", role: "viewer" }, "email"],
      [{ email: "a@example.com", role: "king" }, "role"],
      [{ email: "a@example.com", role: "viewer", days: 2 }, "days"],
      [{ email: "a@example.com", role: "viewer", name: "x" }, "name"],
    ] as const) {
      const answer = await world.session.send<Problem>(
        "POST",
        "/api/v1/members/invitations",
        body,
      );
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([
        400,
        field,
      ]);
    }
  });

  test("cannot smuggle lines into mails and logs by a name", async () => {
    const link = await invited("lines@example.com");
    const answer = await accept(tokenOf(link), "Mei\r\nBcc: all@example.com");
    expect(answer.body.errors?.[0]?.field).toBe("name");
  });
});

describe("members", () => {
  test("are the owners' matter: an admin reads, nobody else even that", async () => {
    const [admin, operator] = [
      await member(world, "admin"),
      await member(world, "operator"),
    ];
    expect((await admin.session.get("/api/v1/members")).status).toBe(200);
    expect((await operator.session.get("/api/v1/members")).status).toBe(403);
    expect(
      (await operator.session.get("/api/v1/members/invitations")).status,
    ).toBe(403);
    for (const [method, path] of [
      ["POST", `/api/v1/members/${operator.id}/reset-link`],
      ["POST", `/api/v1/members/${operator.id}/end-sessions`],
      ["POST", `/api/v1/members/${operator.id}/reset-second-factor`],
      ["DELETE", `/api/v1/members/invitations/${operator.id}`],
    ] as const)
      expect((await admin.session.send(method, path)).status, path).toBe(403);
    expect(
      (await change(operator.id, { role: "viewer" }, admin.session)).status,
    ).toBe(403);
    expect((await asked("x@example.com", "viewer", admin.session)).status).toBe(
      403,
    );
  });

  test("are changed only after a recent sign-in", async () => {
    const someone = await member(world, "viewer");
    await world.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const refusals = [
      await asked("x@example.com"),
      await change(someone.id, { disabled: true }),
      await world.session.send<Problem>(
        "POST",
        `/api/v1/members/${someone.id}/end-sessions`,
      ),
      await world.session.send<Problem>(
        "POST",
        `/api/v1/members/${someone.id}/reset-link`,
      ),
      await world.session.send<Problem>(
        "POST",
        `/api/v1/members/${someone.id}/reset-second-factor`,
      ),
      await world.session.send<Problem>(
        "DELETE",
        `/api/v1/members/invitations/${someone.id}`,
      ),
    ];
    for (const refusal of refusals)
      expect(codeOf(refusal)).toEqual([403, "recent_sign_in_required"]);
  });

  test("who are demoted or disabled are refused at their next request, on every instance and the hot lane", async () => {
    const appid = await connect(world, sample(world, "云杉咖啡"));
    const admin = await member(world, "admin");
    const everywhere = origins().map((origin) =>
      sessionOf(origin, admin.session.cookie),
    );
    const token = `/api/v1/accounts/${appid}/access-token`;
    const seen = (path: string) =>
      Promise.all(
        everywhere.map(async (session) => (await session.get(path)).status),
      );
    for (let time = 0; time < 3; time += 1)
      expect(await seen(token)).toEqual([200, 200]);
    expect((await change(admin.id, { role: "operator" })).status).toBe(204);
    expect(await seen(token)).toEqual([403, 403]);
    expect(await seen("/api/v1/members")).toEqual([403, 403]);
    expect(await seen("/api/v1/accounts")).toEqual([200, 200]);
    await change(admin.id, { role: "admin" });
    expect(await seen(token)).toEqual([200, 200]);
    expect((await change(admin.id, { disabled: true })).status).toBe(204);
    expect(await seen(token)).toEqual([401, 401]);
    expect(await seen("/api/v1/accounts")).toEqual([401, 401]);
    expect(
      (await tryToSignIn(first(), admin.email, admin.password)).signedIn,
    ).toBe(false);
    await change(admin.id, { disabled: false });
    // Who is let in again begins anew.
    expect(await seen("/api/v1/accounts")).toEqual([401, 401]);
    await signIn(first(), admin);
    expect(await auditOf(admin.id)).toEqual(
      expect.arrayContaining(["member.changed"]),
    );
  });

  test("lose all their sessions when an owner ends them", async () => {
    const someone = await member(world, "viewer");
    const second = await signIn(origins()[1] ?? "", someone);
    const { body } = await world.session.send<{ ended: number }>(
      "POST",
      `/api/v1/members/${someone.id}/end-sessions`,
    );
    expect(body.ended).toBe(2);
    for (const session of [someone.session, second])
      expect((await session.get("/api/v1/accounts")).status).toBe(401);
    expect((await members()).find(({ id }) => id === someone.id)).toMatchObject(
      { sessions: 0 },
    );
  });

  test("who have lost their second factor get in by the password alone once an owner resets it, and all their sessions end", async () => {
    const someone = await member(world, "operator");
    await enrolApp(someone.session);
    const listed = async () =>
      (await members()).find(({ id }) => id === someone.id)?.hasSecondFactor;
    expect(await listed()).toBe(true);
    const waiting = await signIn(first(), someone);
    expect((await waiting.get("/api/v1/accounts")).status).toBe(401);
    const reset = () =>
      world.session.send<Problem>(
        "POST",
        `/api/v1/members/${someone.id}/reset-second-factor`,
      );
    expect((await reset()).status).toBe(204);
    for (const session of [someone.session, waiting])
      expect(codeOf(await session.get<Problem>("/api/v1/accounts"))).toEqual([
        401,
        "unauthenticated",
      ]);
    const again = await signIn(first(), someone);
    expect((await again.get(FACTORS)).body).toMatchObject({
      totpSince: null,
      recoveryCodesLeft: 0,
    });
    expect(await listed()).toBe(false);
    expect(codeOf(await reset())).toEqual([409, "factors_none"]);
    const { rows } = await world.sql.query(
      "select actor_name, before, after from audit_log where action = 'second_factor.reset' and subject = $1",
      [someone.id],
    );
    expect(rows).toEqual([
      {
        actor_name: owner.email.split("@")[0],
        before: { totp: true, passkey: false },
        after: { totp: false, passkey: false, sessionsEnded: 2 },
      },
    ]);
  });

  test("do not reset their own second factor: that wants a code", async () => {
    const someone = await member(world, "owner");
    await enrolApp(someone.session);
    expect(
      codeOf(
        await someone.session.send<Problem>(
          "POST",
          `/api/v1/members/${someone.id}/reset-second-factor`,
        ),
      ),
    ).toEqual([403, "forbidden"]);
  });

  test("that nobody knows are told so", async () => {
    for (const id of ["nobody", "00000000-0000-4000-8000-000000000000"])
      expect(codeOf(await change(id, { disabled: true }))).toEqual([
        404,
        "member_unknown",
      ]);
    expect((await change((await members())[0]?.id ?? "", {})).status).toBe(400);
  });
});

describe("the last owner", () => {
  /** Two owners, signed in at a console each, and nobody besides. */
  async function twoOwners(): Promise<[Person, Person]> {
    const pair = [
      await member(world, "owner"),
      await member(world, "owner"),
    ] as [Person, Person];
    const [one, other] = pair;
    other.session = sessionOf(origins()[1] ?? "", other.session.cookie);
    await world.sql.query(
      "update users set role = 'viewer' where role = 'owner' and id not in ($1, $2)",
      [one.id, other.id],
    );
    return pair;
  }
  const owners = async () =>
    (
      await world.sql.query(
        "select 1 from users where role = 'owner' and disabled_at is null",
      )
    ).rowCount;
  const restore = async () => {
    await world.sql.query("update users set role = 'owner' where email = $1", [
      owner.email,
    ]);
  };
  /** Changes that go at once meet, as each takes a while. */
  const slowly = async (run: () => Promise<void>) => {
    await world.sql.query(`
      create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(0.6); return new; end $$;
      create trigger linger before update of role on users for each row execute function linger()`);
    try {
      await run();
    } finally {
      await world.sql.query("drop function linger cascade");
    }
  };

  test("can be neither demoted nor disabled", async () => {
    const id = (await members()).find(({ email }) => email === owner.email)?.id;
    await world.sql.query(
      "update users set role = 'viewer' where role = 'owner' and email <> $1",
      [owner.email],
    );
    for (const body of [{ role: "admin" }, { disabled: true }])
      expect(codeOf(await change(id ?? "", body))).toEqual([409, "last_owner"]);
    expect(await owners()).toBe(1);
  });

  test("stays when two step down at once, on two instances", async () => {
    const pair = await twoOwners();
    await slowly(async () => {
      const answers = await Promise.all(
        pair.map(({ id, session }) => change(id, { role: "viewer" }, session)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    });
    expect(await owners()).toBe(1);
    await restore();
  });

  test("stays when two demote each other at once: who was first has made the other one nobody to ask", async () => {
    const [one, other] = await twoOwners();
    await slowly(async () => {
      const answers = await Promise.all([
        change(other.id, { role: "viewer" }, one.session),
        change(one.id, { disabled: true }, other.session),
      ]);
      const statuses = answers.map(({ status }) => status).sort();
      expect([
        [204, 401],
        [204, 403],
      ]).toContainEqual(statuses);
    });
    expect(await owners()).toBe(1);
    await restore();
  });

  test("twin: with the lock taken away nobody is left", async () => {
    const name = new URL(world.env["DATABASE_URL"] ?? "").pathname.slice(1);
    // A search path holds for connections that begin after it was set.
    const reconnect = async () => {
      await world.sql.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'lingpai'",
      );
      await eventually(async () => {
        const ready = await Promise.all(
          origins().map((origin) => fetch(`${origin}/api/health/ready`)),
        );
        return ready.every(({ ok }) => ok);
      });
    };
    await world.sql.query(
      "create function public.pg_advisory_xact_lock(integer) returns void language sql as ''",
    );
    await world.sql.query(
      `alter database ${name} set search_path = public, pg_catalog`,
    );
    await reconnect();
    const pair = await twoOwners();
    await slowly(async () => {
      const answers = await Promise.all(
        pair.map(({ id, session }) => change(id, { role: "viewer" }, session)),
      );
      expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    });
    expect(await owners()).toBe(0);
    await world.sql.query(`alter database ${name} reset search_path`);
    await world.sql.query(
      "drop function public.pg_advisory_xact_lock(integer)",
    );
    await reconnect();
    await restore();
  });
});

describe("a password that was forgotten", () => {
  const reset = (token: string, password = "another long one") =>
    visitor().send<Problem & { email: string }>("POST", "/api/v1/reset", {
      token,
      password,
    });
  const linkFor = async (id: string) =>
    (
      await world.session.send<Link & Problem>(
        "POST",
        `/api/v1/members/${id}/reset-link`,
      )
    ).body;
  const forgotten = (email: string) =>
    visitor().send<Problem>("POST", "/api/v1/forgot-password", { email });
  const mailTo = async (email: string) => {
    for (let time = 0; time < 50; time += 1) {
      const found = mailServer.mails.find(({ to }) => to === email);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return undefined;
  };

  test("is replaced by an owner's link, once, within the hour, and all sessions end", async () => {
    const someone = await member(world, "operator");
    const link = await linkFor(someone.id);
    const minutes = (new Date(link.expiresAt).getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expect((await mailTo(someone.email))?.text).toContain(link.url);
    expect((await reset(tokenOf(link), "short")).body.errors?.[0]?.code).toBe(
      "password_short",
    );
    const answers = await Promise.all([
      reset(tokenOf(link)),
      reset(tokenOf(link)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await someone.session.get("/api/v1/accounts")).status).toBe(401);
    expect(
      (await tryToSignIn(first(), someone.email, someone.password)).signedIn,
    ).toBe(false);
    await signIn(first(), {
      email: someone.email,
      password: "another long one",
    });
    expect(codeOf(await reset(tokenOf(link)))).toEqual([
      409,
      "reset_link_invalid",
    ]);
  });

  test("leaves the second factor as it is, and makes guesses at the old one count no more", async () => {
    const someone = await member(world, "operator");
    await enrolApp(someone.session);
    const link = await linkFor(someone.id);
    for (let guess = 0; guess < 6; guess += 1)
      await tryToSignIn(first(), someone.email, "not the password");
    expect((await reset(tokenOf(link))).status).toBe(200);
    const session = await signIn(first(), {
      email: someone.email,
      password: "another long one",
    });
    expect(codeOf(await session.get<Problem>("/api/v1/accounts"))).toEqual([
      401,
      "second_factor_required",
    ]);
  });

  test("keeps its place when the link is over, replaced, of somebody disabled, or of another kind", async () => {
    const someone = await member(world, "operator");
    const replaced = await linkFor(someone.id);
    const over = await linkFor(someone.id);
    await world.sql.query(
      "update single_use_links set expires_at = clock_timestamp() where id = $1",
      [over.id],
    );
    expect(await pageOf(`/reset/${tokenOf(over)}`)).toContain(
      "This link has expired",
    );
    const disabled = await linkFor(someone.id);
    await change(someone.id, { disabled: true });
    expect((await linkFor(someone.id)).code).toBe("member_disabled");
    const invitation = await invited("kind@example.com");
    for (const link of [replaced, over, disabled, invitation])
      expect(codeOf(await reset(tokenOf(link)))).toEqual([
        409,
        "reset_link_invalid",
      ]);
    await change(someone.id, { disabled: false });
    await signIn(first(), someone);
  });

  test("is asked for by mail, with one answer whether there is such a member or not", async () => {
    const someone = await member(world, "viewer");
    const known = await forgotten(someone.email.toUpperCase());
    const unknown = await forgotten("nobody@example.com");
    expect([known.status, known.body]).toEqual([204, ""]);
    expect([unknown.status, unknown.body]).toEqual([204, ""]);
    const mail = await mailTo(someone.email);
    const token = /\/reset\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect((await reset(token)).body.email).toBe(someone.email);
    expect(mailServer.mails.map(({ to }) => to)).toEqual([someone.email]);
  });

  test("sends nothing to who is disabled or has none", async () => {
    const [disabled, sso] = [
      await member(world, "viewer"),
      await member(world, "viewer"),
    ];
    await change(disabled.id, { disabled: true });
    await world.sql.query(
      "update users set password_hash = null where id = $1",
      [sso.id],
    );
    const other = await member(world, "viewer");
    for (const { email } of [disabled, sso, other]) await forgotten(email);
    expect(await mailTo(other.email)).toBeDefined();
    expect(mailServer.mails).toHaveLength(1);
  });

  test("cannot be asked for again and again", async () => {
    const someone = await member(world, "viewer");
    const statuses: number[] = [];
    for (let time = 0; time < 7; time += 1)
      statuses.push((await forgotten(someone.email)).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(5);
    expect(statuses.at(-1)).toBe(429);
    // That is no hindrance to who remembers it.
    await signIn(first(), someone);
  });
});

describe("one's own account", () => {
  interface OwnSession {
    id: string;
    browser: string | null;
    system: string | null;
    address: string;
    current: boolean;
  }
  const sessionsOf = async (session: Session) =>
    (await session.get<List<OwnSession>>("/api/v1/account/sessions")).body
      .items;

  test("has another password only by the old one, and then other sessions end", async () => {
    const someone = await member(world, "viewer");
    const elsewhere = await signIn(first(), someone);
    const put = (currentPassword: string, newPassword: string) =>
      someone.session.send<Problem>("PUT", "/api/v1/account/password", {
        currentPassword,
        newPassword,
      });
    expect(codeOf(await put("not the password", "another long one"))).toEqual([
      403,
      "password_wrong",
    ]);
    expect((await put(someone.password, "short")).body.errors?.[0]?.code).toBe(
      "password_short",
    );
    expect((await put(someone.password, "another long one")).status).toBe(204);
    expect((await elsewhere.get("/api/v1/accounts")).status).toBe(401);
    expect((await someone.session.get("/api/v1/accounts")).status).toBe(200);
    expect(
      (await tryToSignIn(first(), someone.email, someone.password)).signedIn,
    ).toBe(false);
  });

  test("lists its sessions and ends them, nobody else's", async () => {
    const [someone, other] = [
      await member(world, "viewer"),
      await member(world, "viewer"),
    ];
    const [second, third] = [
      await signIn(first(), someone),
      await signIn(first(), someone),
    ];
    await world.sql.query(
      "update sessions set user_agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36' where user_id = $1",
      [someone.id],
    );
    const own = await sessionsOf(someone.session);
    expect(own).toHaveLength(3);
    expect(own.filter(({ current }) => current)).toHaveLength(1);
    expect(own[0]).toMatchObject({ browser: "Chrome", system: "Windows" });
    const [foreign] = await sessionsOf(other.session);
    const end = (id: string) =>
      someone.session.send("DELETE", `/api/v1/account/sessions/${id}`);
    expect((await end(foreign?.id ?? "")).status).toBe(404);
    const ofSecond = (await sessionsOf(second)).find(({ current }) => current);
    expect((await end(ofSecond?.id ?? "")).status).toBe(204);
    expect((await second.get("/api/v1/accounts")).status).toBe(401);
    const { body } = await someone.session.send<{ ended: number }>(
      "POST",
      "/api/v1/account/end-other-sessions",
    );
    expect(body.ended).toBe(1);
    expect((await third.get("/api/v1/accounts")).status).toBe(401);
    expect((await someone.session.get("/api/v1/accounts")).status).toBe(200);
    expect((await other.session.get("/api/v1/accounts")).status).toBe(200);
  });
});
