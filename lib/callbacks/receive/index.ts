export {
  asCallbackRequest,
  asResponse,
  type CallbackRequest,
  type HttpAnswer,
  receiveCallbackRequest,
  receiveReceiptRequest,
} from "./http.ts";
