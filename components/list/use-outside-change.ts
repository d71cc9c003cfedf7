"use client";

import { useState } from "react";

/**
 * Distinguishes what the form itself wrote to the URL, which comes back to it later, from changes made elsewhere,
 * for example by navigation: only the latter may replace what the user is typing.
 *
 * @param address the current value in the URL
 * @param adopt called during rendering with a value that the form did not write
 * @returns a function to call with each value that the form is about to write
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
