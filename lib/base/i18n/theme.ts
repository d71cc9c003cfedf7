import { cookies } from "next/headers";

/** The chosen theme; `system` follows the device. */
export async function themeOfRequest(): Promise<"system" | "light" | "dark"> {
  const chosen = (await cookies()).get("theme")?.value;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}
