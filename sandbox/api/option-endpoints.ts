import {
  type ApiCall,
  type Endpoint,
  requireAuthorized,
  requireComponent,
  text,
} from "./call.ts";
import { Refusal } from "./refusal.ts";

const options = {
  location_report: ["0", "1", "2"],
  voice_recognize: ["0", "1"],
  customer_service: ["0", "1"],
} as const;
const optionValues = new Map<string, string>();
const optionKey = (call: ApiCall) =>
  `${text(call.body["authorizer_appid"])} ${text(call.body["option_name"])}`;
const isOption = (name: string): name is keyof typeof options =>
  Object.hasOwn(options, name);

/** The endpoints of an account's options (protocol 2). */
export const optionEndpoints: Record<string, Endpoint> = {
  api_get_authorizer_option(call) {
    requireComponent(call);
    const { appid } = requireAuthorized(call);
    const name = text(call.body["option_name"]);
    if (!isOption(name)) throw new Refusal(61012, "invalid option name");
    return {
      authorizer_appid: appid,
      option_name: name,
      option_value: optionValues.get(optionKey(call)) ?? "0",
    };
  },
  api_set_authorizer_option(call) {
    requireComponent(call);
    requireAuthorized(call);
    const name = text(call.body["option_name"]);
    if (!isOption(name)) throw new Refusal(61012, "invalid option name");
    const value = text(call.body["option_value"]);
    if (!options[name].some((allowed) => allowed === value))
      throw new Refusal(61013, "invalid option value");
    optionValues.set(optionKey(call), value);
    return { errcode: 0, errmsg: "ok" };
  },
};
