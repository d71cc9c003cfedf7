import { describe, expect, test } from "vitest";
import { owner } from "../../harness/console.ts";

import {
  type List,
  membersDeployment,
  type Problem,
} from "../../harness/members-deployment.ts";
import { type Answer, signIn } from "../../harness/session.ts";

const here = membersDeployment();
const {
  first,
  tokenOf,
  asked,
  invited,
  accept,
  pageOf,
  codeOf,
  members,
  auditOf,
} = here;

describe("an invitation", () => {
  test("an invitation creates a member once, with the owner's chosen address and role", async () => {
    const link = await invited("Mei@Example.com", "admin");
    expect(link.mailed).toBe("sent");
    expect(here.mailServer.mails).toMatchObject([
      { from: "lingpai@example.com", to: "mei@example.com" },
    ]);
    expect(here.mailServer.mails[0]?.subject).toBe(link.mail.subject);
    expect(here.mailServer.mails[0]?.text).toContain(link.url);
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

  test("an expired, revoked or replaced invitation opens nothing, and its page says which", async () => {
    const [over, revoked, replaced] = [
      await invited("over@example.com"),
      await invited("revoked@example.com"),
      await invited("replaced@example.com"),
    ];
    await here.deployment.sql.query(
      "update single_use_links set expires_at = clock_timestamp() where email = 'over@example.com'",
    );
    const path = `/api/v1/members/invitations/${revoked.id}`;
    expect((await here.deployment.session.send("DELETE", path)).status).toBe(
      204,
    );
    expect(
      codeOf(await here.deployment.session.send<Problem>("DELETE", path)),
    ).toEqual([409, "invitation_over"]);
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
    const { body } = await here.deployment.session.get<
      List<{ email: string; state: string }>
    >("/api/v1/members/invitations");
    expect(body.items.map(({ email, state }) => [email, state])).toEqual([
      ["over@example.com", "expired"],
    ]);
  });

  test("the invitations are paged, newest first", async () => {
    for (const name of ["a", "b", "c"]) await invited(`${name}@pages.example`);
    const emails: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Answer<List<{ email: string }>> =
        await here.deployment.session.get(
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

  test("an invitation is created even if its mail fails, which is reported", async () => {
    here.mailServer.refuse(true);
    expect((await invited("nomail@example.com")).mailed).toBe("failed");
  });

  test("an invitation of a member, and an invalid one, are refused", async () => {
    const taken = await asked(owner.email);
    expect(codeOf(taken)).toEqual([409, "member_exists"]);
    for (const [body, field] of [
      [{ email: "nobody", role: "viewer" }, "email"],
      [{ email: "a@example.com", role: "king" }, "role"],
      [{ email: "a@example.com", role: "viewer", days: 2 }, "days"],
      [{ email: "a@example.com", role: "viewer", name: "x" }, "name"],
    ] as const) {
      const answer = await here.deployment.session.send<Problem>(
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

  test("a name cannot inject lines into mails and logs", async () => {
    const link = await invited("lines@example.com");
    const answer = await accept(tokenOf(link), "Mei\r\nBcc: all@example.com");
    expect(answer.body.errors?.[0]?.field).toBe("name");
  });
});
