"use client";

import { useState } from "react";

/**
 * Tells what a form itself wrote to the address, which comes back to it after a while, from what somebody else wrote,
 * the navigation for example: only that may replace what the person is typing.
 *
 * @param address what the address says now
 * @param adopt is called while rendering, with an address that the form did not write
 * @returns to be called with what the form is about to write
 */
export function useOutsideChange(
  address: string,
  adopt: () => void,
): (written: string) => void {
  const [seen, setSeen] = useState(address);
  const [own, setOwn] = useState([address]);
  if (address !== seen) {
    const outside = !own.includes(address);
    setSeen(address);
    if (outside) adopt();
    if (outside || address === own.at(-1)) setOwn([address]);
  }
  return (written) => setOwn((before) => [...before, written]);
}
