"use client";

import { useState } from "react";
import { classNames } from "./class-names.ts";

/** WeChat returns http URLs, which a console under https may not load; WeChat serves them under https too. */
const secure = (url: string) =>
  /^http:\/\/(?!localhost|127\.)/.test(url)
    ? url.replace("http:", "https:")
    : url;

/** The picture of an account, or the first character of its name when there is none. */
export function Avatar({
  url,
  name,
  size = "medium",
}: {
  url: string | null;
  name: string;
  size?: "medium" | "large";
}) {
  const [broken, setBroken] = useState(false);
  const look = classNames(
    "shrink-0 rounded-full bg-sunken object-cover",
    size === "large" ? "size-14 text-xl" : "size-9 text-sm",
  );
  if (!url || broken)
    return (
      <span
        aria-hidden
        className={classNames(
          look,
          "grid place-items-center font-semibold text-soft",
        )}
      >
        {[...name][0] ?? ""}
      </span>
    );
  return (
    <img
      src={secure(url)}
      alt=""
      referrerPolicy="no-referrer"
      loading="lazy"
      className={look}
      onError={() => setBroken(true)}
    />
  );
}
