import { describe, expect, test } from "vitest";
import { connect, sample } from "../../harness/accounts.ts";
import { enrolApp, FACTORS } from "../../harness/authenticator-app.ts";
import { owner } from "../../harness/console.ts";
import {
  createMember,
  type SignedInMember,
} from "../../harness/create-member.ts";
import {
  membersDeployment,
  type Problem,
} from "../../harness/members-deployment.ts";
import { sessionOf, signIn, tryToSignIn } from "../../harness/session.ts";
import { eventually } from "../../harness/deployment.ts";

const here = membersDeployment();
const { origins, first, asked, change, codeOf, members, auditOf } = here;

describe("members", () => {
  test("owners manage members, an admin reads them, and other roles may not", async () => {
    const [admin, operator] = [
      await createMember(here.deployment, "admin"),
      await createMember(here.deployment, "operator"),
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

  test("changes of members require a recent sign-in", async () => {
    const member = await createMember(here.deployment, "viewer");
    await here.deployment.sql.query(
      "update sessions set authenticated_at = now() - interval '6 minutes'",
    );
    const refusals = [
      await asked("x@example.com"),
      await change(member.id, { disabled: true }),
      await here.deployment.session.send<Problem>(
        "POST",
        `/api/v1/members/${member.id}/end-sessions`,
      ),
      await here.deployment.session.send<Problem>(
        "POST",
        `/api/v1/members/${member.id}/reset-link`,
      ),
      await here.deployment.session.send<Problem>(
        "POST",
        `/api/v1/members/${member.id}/reset-second-factor`,
      ),
      await here.deployment.session.send<Problem>(
        "DELETE",
        `/api/v1/members/invitations/${member.id}`,
      ),
    ];
    for (const refusal of refusals)
      expect(codeOf(refusal)).toEqual([403, "recent_sign_in_required"]);
  });

  test("a demoted or disabled member is refused at the next request, everywhere", async () => {
    const appid = await connect(
      here.deployment,
      sample(here.deployment, "云杉咖啡"),
    );
    const admin = await createMember(here.deployment, "admin");
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
    // An enabled member must sign in again.
    expect(await seen("/api/v1/accounts")).toEqual([401, 401]);
    await signIn(first(), admin);
    expect(await auditOf(admin.id)).toEqual(
      expect.arrayContaining(["member.changed"]),
    );
  });

  test("a member loses all sessions when an owner ends them", async () => {
    const member = await createMember(here.deployment, "viewer");
    const second = await signIn(origins()[1] ?? "", member);
    const { body } = await here.deployment.session.send<{ ended: number }>(
      "POST",
      `/api/v1/members/${member.id}/end-sessions`,
    );
    expect(body.ended).toBe(2);
    for (const session of [member.session, second])
      expect((await session.get("/api/v1/accounts")).status).toBe(401);
    expect((await members()).find(({ id }) => id === member.id)).toMatchObject({
      sessions: 0,
    });
  });

  test("a reset second factor ends all sessions, and the password alone signs in again", async () => {
    const member = await createMember(here.deployment, "operator");
    await enrolApp(member.session);
    const listed = async () =>
      (await members()).find(({ id }) => id === member.id)?.hasSecondFactor;
    expect(await listed()).toBe(true);
    const waiting = await signIn(first(), member);
    expect((await waiting.get("/api/v1/accounts")).status).toBe(401);
    const reset = () =>
      here.deployment.session.send<Problem>(
        "POST",
        `/api/v1/members/${member.id}/reset-second-factor`,
      );
    expect((await reset()).status).toBe(204);
    for (const session of [member.session, waiting])
      expect(codeOf(await session.get<Problem>("/api/v1/accounts"))).toEqual([
        401,
        "unauthenticated",
      ]);
    const again = await signIn(first(), member);
    expect((await again.get(FACTORS)).body).toMatchObject({
      totpSince: null,
      recoveryCodesLeft: 0,
    });
    expect(await listed()).toBe(false);
    expect(codeOf(await reset())).toEqual([409, "factors_none"]);
    const { rows } = await here.deployment.sql.query(
      "select actor_name, before, after from audit_log where action = 'second_factor.reset' and subject = $1",
      [member.id],
    );
    expect(rows).toEqual([
      {
        actor_name: owner.email.split("@")[0],
        before: { totp: true, passkey: false },
        after: { totp: false, passkey: false, sessionsEnded: 2 },
      },
    ]);
  });

  test("a member cannot reset their own second factor without a code", async () => {
    const member = await createMember(here.deployment, "owner");
    await enrolApp(member.session);
    expect(
      codeOf(
        await member.session.send<Problem>(
          "POST",
          `/api/v1/members/${member.id}/reset-second-factor`,
        ),
      ),
    ).toEqual([403, "forbidden"]);
  });

  test("an unknown member is not found", async () => {
    for (const id of ["nobody", "00000000-0000-4000-8000-000000000000"])
      expect(codeOf(await change(id, { disabled: true }))).toEqual([
        404,
        "member_unknown",
      ]);
    expect((await change((await members())[0]?.id ?? "", {})).status).toBe(400);
  });
});

describe("the last owner", () => {
  /** The only two owners, each signed in at a console. */
  async function twoOwners(): Promise<[SignedInMember, SignedInMember]> {
    const pair = [
      await createMember(here.deployment, "owner"),
      await createMember(here.deployment, "owner"),
    ] as [SignedInMember, SignedInMember];
    const [one, other] = pair;
    other.session = sessionOf(origins()[1] ?? "", other.session.cookie);
    await here.deployment.sql.query(
      "update users set role = 'viewer' where role = 'owner' and id not in ($1, $2)",
      [one.id, other.id],
    );
    return pair;
  }
  const owners = async () =>
    (
      await here.deployment.sql.query(
        "select 1 from users where role = 'owner' and disabled_at is null",
      )
    ).rowCount;
  const restore = async () => {
    await here.deployment.sql.query(
      "update users set role = 'owner' where email = $1",
      [owner.email],
    );
  };
  /** Changes that go at once meet, as each takes a while. */
  const slowly = async (run: () => Promise<void>) => {
    await here.deployment.sql.query(`
      create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(0.6); return new; end $$;
      create trigger linger before update of role on users for each row execute function linger()`);
    try {
      await run();
    } finally {
      await here.deployment.sql.query("drop function linger cascade");
    }
  };

  test("the last owner can be neither demoted nor disabled", async () => {
    const id = (await members()).find(({ email }) => email === owner.email)?.id;
    await here.deployment.sql.query(
      "update users set role = 'viewer' where role = 'owner' and email <> $1",
      [owner.email],
    );
    for (const body of [{ role: "admin" }, { disabled: true }])
      expect(codeOf(await change(id ?? "", body))).toEqual([409, "last_owner"]);
    expect(await owners()).toBe(1);
  });

  test("one owner stays when two step down concurrently on two instances", async () => {
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

  test("one owner stays when two demote each other concurrently", async () => {
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

  test("negative control: without the lock no owner is left", async () => {
    const name = new URL(
      here.deployment.env["DATABASE_URL"] ?? "",
    ).pathname.slice(1);
    // A search path holds for connections that begin after it was set.
    const reconnect = async () => {
      await here.deployment.sql.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'lingpai'",
      );
      await eventually(async () => {
        const ready = await Promise.all(
          origins().map((origin) => fetch(`${origin}/api/health/ready`)),
        );
        return ready.every(({ ok }) => ok);
      });
    };
    await here.deployment.sql.query(
      "create function public.pg_advisory_xact_lock(integer) returns void language sql as ''",
    );
    await here.deployment.sql.query(
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
    await here.deployment.sql.query(`alter database ${name} reset search_path`);
    await here.deployment.sql.query(
      "drop function public.pg_advisory_xact_lock(integer)",
    );
    await reconnect();
    await restore();
  });
});
