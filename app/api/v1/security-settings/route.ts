import { route } from "#lib/api/index.ts";
import {
  changeSecuritySettings,
  securitySettingsInput,
} from "#lib/factors/index.ts";

export const PUT = route({ body: securitySettingsInput }, ({ actor, body }) =>
  changeSecuritySettings(actor, body),
);
