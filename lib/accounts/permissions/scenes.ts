import type { AccountKind, AccountType } from "#lib/accounts/kinds.ts";
import data from "./permission-sets.json" with { type: "json" };
import type { SceneState, SceneObstacle } from "./schema.ts";
import { sceneIds, type SceneId } from "./kinds.ts";

export interface SceneFacts {
  type: AccountType;
  kind: AccountKind;
  authorized: boolean;
  verified: boolean;
  permissionSets: readonly number[];
  hasOpenidProperty: boolean;
  /** The Mini Program has a token source: an Access Token URL or its AppSecret. */
  hasSendConfig: boolean;
}

/** Scenes that need the OpenID from the profile; replies and QR codes get it from WeChat's event. */
const ADDRESSES_BY_OPENID = new Set<SceneId>([
  "mass_send",
  "template_message",
  "active_48h",
  "subscribe_message",
]);

const rules = new Map(data.scenes.map((scene) => [scene.id, scene]));

/** Whether each scene of this type of account works, and every reason why not. */
export function sceneStates(facts: SceneFacts): SceneState[] {
  return sceneIds.flatMap((id) => {
    const rule = rules.get(id);
    if (rule?.accountType !== facts.type) return [];
    const obstacles = obstaclesOf(id, rule, facts);
    return [{ id, works: obstacles.length === 0, obstacles }];
  });
}

function obstaclesOf(
  id: SceneId,
  rule: (typeof data.scenes)[number],
  facts: SceneFacts,
): SceneObstacle[] {
  if (!facts.authorized) return [{ id: "unauthorized" }];
  const lacking = rule.requiredSets.filter(
    (set) => !facts.permissionSets.includes(set),
  );
  return [
    ...(rule.serviceAccountOnly && facts.kind !== "service"
      ? [{ id: "service_only" as const }]
      : []),
    ...(rule.verifiedOnly && !facts.verified
      ? [{ id: "unverified" as const }]
      : []),
    ...(lacking.length > 0 ? [{ id: "sets" as const, sets: lacking }] : []),
    ...(ADDRESSES_BY_OPENID.has(id) && !facts.hasOpenidProperty
      ? [{ id: "openid" as const }]
      : []),
    ...(id === "subscribe_message" && !facts.hasSendConfig
      ? [{ id: "send_config" as const }]
      : []),
  ];
}

/** The scenes that work in one state and not in the other. */
export function sceneDifference(
  before: readonly SceneState[],
  after: readonly SceneState[],
): { began: SceneId[]; ceased: SceneId[] } {
  const working = (states: readonly SceneState[]) =>
    states.filter((scene) => scene.works).map((scene) => scene.id);
  const [had, has] = [working(before), working(after)];
  return {
    began: has.filter((id) => !had.includes(id)),
    ceased: had.filter((id) => !has.includes(id)),
  };
}
