import { route } from "#lib/api/index.ts";
import {
  changeSecuritySettings,
  securitySettingsInput,
  securitySettingsShape,
} from "#lib/identity/second-factors/index.ts";

export const PUT = route(
  {
    operation: {
      id: "changeSecuritySettings",
      group: "session",
      action: "security.manage",
      example: { body: { secondFactorRequired: true } },
    },
    answer: securitySettingsShape,
    body: securitySettingsInput,
  },
  ({ actor, body }) => changeSecuritySettings(actor, body),
);
