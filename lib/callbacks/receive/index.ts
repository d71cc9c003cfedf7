/** Answers WeChat's callbacks over HTTP: verifies, decrypts and stores them. */

export {
  receiveCallbackRequest,
  receiveReceiptRequest,
  asCallbackRequest,
  asResponse,
  type CallbackRequest,
  type HttpAnswer,
} from "./http.ts";
