import type { formats } from "./formats.ts";
import type { Locale } from "./locale.ts";
import type { Messages } from "./messages.ts";

// With this the type checker finds each sentence that a page asks for and the message files do not have.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: typeof formats;
  }
}
