import type { Page } from "@playwright/test";

/** What a page did that its policy forbids, and whatever ran that was not ours. */
export interface Watch {
  /** `directive: what` */
  violations: string[];
  /** Messages of `alert` and its kin. */
  dialogs: string[];
}

/** Watches a page across its navigations; must be called before the first one. */
export async function watch(page: Page): Promise<Watch> {
  const seen: Watch = { violations: [], dialogs: [] };
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.exposeFunction("tellOfViolation", (text: string) => {
    seen.violations.push(`${new URL(page.url()).pathname}: ${text}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      (
        globalThis as unknown as { tellOfViolation: (text: string) => void }
      ).tellOfViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  return seen;
}
