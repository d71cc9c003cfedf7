/** A Mini Program's configuration: where its token for sending comes from, and the address for its receipts. */

// Commands
export { renewReceiptAddress, saveConfig } from "./save-config.ts";
export { configInput } from "./config-input.ts";
export { type SourceCheck, testInput, testSource } from "./test-source.ts";

// Reads
export { miniProgramConfig } from "./mini-program-config.ts";

// The receipt address
export {
  cachedReceiptAddress,
  type ReceiptAddress,
  recordReceived,
  recordRefused,
  recordVerified,
} from "./receipt-address.ts";

// Shapes
export {
  miniProgramConfigShape,
  sourceTestShape,
  type MiniProgramConfig,
  type ReceiptConfig,
  type SendConfig,
  type SourceTest,
} from "./schema.ts";
