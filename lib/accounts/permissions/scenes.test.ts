import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minimumSets } from "./catalogue.ts";
import data from "./permission-sets.json" with { type: "json" };
import { sceneDifference, type SceneFacts, sceneStates } from "./scenes.ts";
import { sceneIds } from "./kinds.ts";

const service: SceneFacts = {
  type: "official_account",
  kind: "service",
  authorized: true,
  verified: true,
  permissionSets: minimumSets("official_account"),
  hasOpenidProperty: true,
  hasSendConfig: false,
};
const of = (facts: SceneFacts) =>
  Object.fromEntries(
    sceneStates(facts).map(({ id, works, obstacles }) => [
      id,
      works ? "works" : obstacles.map((obstacle) => obstacle.id).join(),
    ]),
  );

describe("the operation scenes", () => {
  test("the scenes are the nine of the catalogue", () => {
    expect(data.scenes.map(({ id }) => id).sort()).toEqual(
      [...sceneIds].sort(),
    );
  });

  test("all eight scenes of Official Accounts work for a verified service account", () => {
    expect(new Set(Object.values(of(service)))).toEqual(new Set(["works"]));
    expect(sceneStates(service)).toHaveLength(8);
  });

  test("a subscription account and an unverified account lack the scenes reserved for others", () => {
    expect(of({ ...service, kind: "subscription" })).toMatchObject({
      mass_send: "works",
      template_message: "service_only",
      qr_channel: "service_only",
      reply_keyword: "works",
    });
    expect(of({ ...service, verified: false })).toMatchObject({
      mass_send: "unverified",
      reply_follow: "works",
      qr_fission: "unverified",
    });
  });

  test("the missing sets are named", () => {
    const [fission] = sceneStates({
      ...service,
      permissionSets: [1, 3],
    }).filter(({ id }) => id === "qr_fission");
    expect(fission?.obstacles).toEqual([{ id: "sets", sets: [2, 11] }]);
  });

  test("the messages of a Mini Program need an OpenID property and its token source, and no set", () => {
    const mini: SceneFacts = {
      ...service,
      type: "mini_program",
      kind: "mini_program",
      permissionSets: [],
      hasOpenidProperty: false,
    };
    expect(of(mini)).toEqual({ subscribe_message: "openid,send_config" });
    expect(
      of({ ...mini, hasOpenidProperty: true, hasSendConfig: true }),
    ).toEqual({ subscribe_message: "works" });
  });

  test("no scene works for a deauthorized account", () => {
    expect(
      new Set(Object.values(of({ ...service, authorized: false }))),
    ).toEqual(new Set(["unauthorized"]));
  });

  test("granting one more set never disables a scene", () => {
    fc.assert(
      fc.property(
        fc.subarray([1, 2, 3, 7, 8, 11, 15]),
        fc.constantFrom(1, 2, 3, 7, 8, 11, 15),
        fc.boolean(),
        (sets, more, verified) => {
          const facts = { ...service, verified, permissionSets: sets };
          expect(
            sceneDifference(
              sceneStates(facts),
              sceneStates({ ...facts, permissionSets: [...sets, more] }),
            ).ceased,
          ).toEqual([]);
        },
      ),
    );
  });

  test("the difference names the scenes that started and stopped working", () => {
    const without = (set: number) =>
      sceneStates({
        ...service,
        permissionSets: service.permissionSets.filter((id) => id !== set),
      });
    expect(sceneDifference(without(7), without(3))).toEqual({
      began: ["mass_send", "template_message"],
      ceased: ["qr_channel", "qr_fission"],
    });
  });
});
