export { configInput } from "./config-input.ts";
export { miniProgramConfig } from "./mini-program-config.ts";
export {
  recordReceived,
  recordRefused,
  recordVerified,
  type ReceiptAddress,
  cachedReceiptAddress,
} from "./receipt-address.ts";
export { renewReceiptAddress, saveConfig } from "./save-config.ts";
export { type SourceCheck, testInput, testSource } from "./test-source.ts";
export {
  miniProgramConfigShape,
  sourceTestShape,
  type MiniProgramConfig,
  type ReceiptConfig,
  type SendConfig,
  type SourceTest,
} from "./schema.ts";
