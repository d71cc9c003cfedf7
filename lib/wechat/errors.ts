/** How the caller reacts to an error code (protocol 2.5). */
export type Reaction =
  | "retry"
  | "refresh_token"
  | "reauthorize"
  | "wait_for_ticket"
  | "wait"
  | "new_scan"
  | "tell_operator"
  | "caller_error"
  | "programming_error"
  | "final";

/** Every error code of the protocol reference with its reaction; the sentence for users is `wechatErrors.<code>`. */
export const errorCatalogue: Readonly<Record<number, Reaction>> = {
  [-1]: "retry",
  40001: "refresh_token",
  40014: "refresh_token",
  42001: "refresh_token",
  42006: "refresh_token",
  42002: "reauthorize",
  42007: "refresh_token",
  40003: "caller_error",
  40013: "tell_operator",
  40037: "caller_error",
  40097: "caller_error",
  40125: "tell_operator",
  40130: "caller_error",
  40164: "tell_operator",
  40169: "caller_error",
  40170: "programming_error",
  40258: "final",
  41001: "programming_error",
  41002: "programming_error",
  41004: "tell_operator",
  41018: "programming_error",
  41021: "programming_error",
  41030: "caller_error",
  43002: "programming_error",
  43007: "reauthorize",
  43101: "final",
  43107: "tell_operator",
  43108: "wait",
  44002: "programming_error",
  45009: "wait",
  45011: "wait",
  45015: "final",
  45028: "final",
  45047: "final",
  45065: "caller_error",
  45066: "wait",
  45067: "caller_error",
  45168: "caller_error",
  47001: "caller_error",
  47003: "caller_error",
  48001: "tell_operator",
  48004: "tell_operator",
  48006: "tell_operator",
  50002: "tell_operator",
  50004: "tell_operator",
  50007: "tell_operator",
  61000: "tell_operator",
  61001: "tell_operator",
  61003: "reauthorize",
  61004: "tell_operator",
  61005: "wait_for_ticket",
  61006: "wait_for_ticket",
  61007: "reauthorize",
  61009: "new_scan",
  61010: "new_scan",
  61011: "tell_operator",
  61012: "programming_error",
  61013: "caller_error",
  61014: "programming_error",
  61015: "programming_error",
  61016: "reauthorize",
  61017: "reauthorize",
  61018: "final",
  61019: "final",
  61023: "reauthorize",
  61024: "programming_error",
  61025: "caller_error",
  61028: "tell_operator",
  61029: "tell_operator",
  61030: "tell_operator",
  76001: "final",
  76002: "caller_error",
  76003: "final",
  76021: "programming_error",
  76022: "tell_operator",
  85096: "caller_error",
  89501: "tell_operator",
  89502: "tell_operator",
  89503: "tell_operator",
  89504: "tell_operator",
  89505: "tell_operator",
  89506: "tell_operator",
  89507: "tell_operator",
};

/** A call to WeChat failed. */
export abstract class WeChatError extends Error {
  /** The last part of the called path. */
  readonly api: string;
  /** The `wechatErrors` key of the sentence that tells the user what to do. */
  readonly key: string;

  constructor(
    api: string,
    key: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.api = api;
    this.key = key;
  }
}

/** WeChat answered with an error code. */
export class WeChatApiError extends WeChatError {
  // Written out: the build shortens the names of classes, and logs show this one.
  override readonly name = "WeChatApiError";
  readonly errcode: number;
  readonly errmsg: string;
  /** WeChat's id of the failed call, for `openapi/rid/get` (protocol 5.4). */
  readonly rid: string | null;
  readonly reaction: Reaction;

  constructor(api: string, errcode: number, errmsg: string) {
    const key = errcode in errorCatalogue ? String(errcode) : "unknown";
    super(api, key, `${api}: ${errcode} ${errmsg}`);
    this.errcode = errcode;
    this.errmsg = errmsg;
    this.rid =
      /rid: ([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})/.exec(errmsg)?.[1] ?? null;
    this.reaction = errorCatalogue[errcode] ?? "tell_operator";
  }
}

/** WeChat did not answer, or unusably. Whether the call took effect is unknown. */
export class WeChatTransportError extends WeChatError {
  override readonly name = "WeChatTransportError";
  readonly code: "timeout" | "network" | "http_status" | "not_json" | "shape";

  constructor(
    api: string,
    code: WeChatTransportError["code"],
    options?: ErrorOptions,
  ) {
    super(api, code, `${api}: ${code}`, options);
    this.code = code;
  }
}
