import type { formats } from "./formats.ts";
import type { Locale } from "./locale.ts";
import type { Messages } from "./messages.ts";

// Lets the type checker find message keys that are missing from the message files.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: typeof formats;
  }
}
