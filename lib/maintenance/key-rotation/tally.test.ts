import { expect, test } from "vitest";
import { Tally } from "./tally.ts";

const tokens = { table: "account_tokens", column: "access_token_sealed" };
const bodies = { table: "inbox", column: "body_sealed" };

test("the tally counts by column and key", () => {
  const tally = new Tally();
  tally.add(tokens, "k1");
  tally.add(tokens, "k1", 2);
  tally.add(tokens, null);
  tally.add(bodies, "k1");
  expect(tally.counts()).toEqual([
    { ...tokens, keyId: "k1", count: 3 },
    { ...tokens, keyId: null, count: 1 },
    { ...bodies, keyId: "k1", count: 1 },
  ]);
});

test("the difference lists what grew, and nothing that shrank", () => {
  const [found, missed] = [new Tally(), new Tally()];
  found.add(tokens, "k1", 3);
  missed.add(tokens, "k1", 2);
  found.add(bodies, "k1", 1);
  missed.add(bodies, "k1", 4);
  missed.add(bodies, "k0", 1);
  expect(found.beyond(missed).counts()).toEqual([
    { ...tokens, keyId: "k1", count: 1 },
  ]);
});
