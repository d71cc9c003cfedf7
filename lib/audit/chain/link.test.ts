import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainedRow, link, START } from "./link.ts";

const key = Buffer.alloc(32, 1);
const row: ChainedRow = {
  at: "2026-11-21T12:00:00.000001Z",
  id: "00000000-0000-4000-8000-000000000001",
  actor_kind: "user",
  actor_id: "u1",
  actor_name: "李雷",
  action: "account.enabled",
  subject: "wx1",
  outcome: "done",
  address: "203.0.113.9",
  request_id: null,
  before: null,
  after: '{"status": "enabled"}',
};
const hash = (change: Partial<ChainedRow> = {}, sequence = 1) =>
  link(key, START.hash, sequence, { ...row, ...change }).toString("hex");

test("the hash covers each value of a row, its sequence, the previous hash and the key", () => {
  const others = Object.keys(row).map((name) => hash({ [name]: "other" }));
  const hashes = [
    hash(),
    ...others,
    hash({}, 2),
    link(key, Buffer.alloc(32, 9), 1, row).toString("hex"),
    link(Buffer.alloc(32, 2), START.hash, 1, row).toString("hex"),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hash({ subject: null })).not.toBe(hash({ subject: "null" }));
});

test("no text can be moved from one value into the next", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      fc.pre(one !== "" && two !== "");
      expect(hash({ actor_name: one + two, action: "" })).not.toBe(
        hash({ actor_name: one, action: two }),
      );
    }),
  );
});
