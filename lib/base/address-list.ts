import ipaddr from "ipaddr.js";
import { z } from "zod";

/** Input of addresses and networks (CIDR), at most fifty. */
export const addressList = z
  .array(
    z
      .string()
      .trim()
      .refine((text) => ipaddr.isValid(text) || ipaddr.isValidCIDR(text), {
        error: "address",
      }),
  )
  .max(50, { error: "too_long" });

/** Whether a list of addresses and networks contains an address; an empty list contains all. */
export function isAllowed(
  address: string | null,
  allow: readonly string[],
): boolean {
  if (allow.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const caller = ipaddr.process(address);
  return allow.some((entry) => {
    const [network, bits] = ipaddr.isValidCIDR(entry)
      ? ipaddr.parseCIDR(entry)
      : [ipaddr.process(entry), null];
    if (network.kind() !== caller.kind()) return false;
    return caller.match(
      network,
      bits ?? (network.kind() === "ipv4" ? 32 : 128),
    );
  });
}
