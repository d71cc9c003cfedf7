/** The catalogue includes types that the console does not connect, since users meet their ids in WeChat's tables. */
export const catalogueTypes = [
  "official_account",
  "mini_program",
  "channels",
  "shop_talent",
] as const;
export type CatalogueType = (typeof catalogueTypes)[number];

/** The nine operation scenes (运营场景), in the order of the product. */
export const sceneIds = [
  "mass_send",
  "template_message",
  "active_48h",
  "subscribe_message",
  "reply_keyword",
  "reply_follow",
  "reply_message",
  "qr_channel",
  "qr_fission",
] as const;
export type SceneId = (typeof sceneIds)[number];

/** Why a scene does not work, besides missing permission sets; all but `service_only` can be fixed. */
export const sceneObstacles = [
  "unauthorized",
  "service_only",
  "unverified",
  "openid",
  "send_config",
] as const;

/** What an account must have before it can be enabled. */
export const readinessChecks = ["verified", "minimum_sets", "openid"] as const;
