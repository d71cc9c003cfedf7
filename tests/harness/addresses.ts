import { join } from "node:path";
import { ownRoutes } from "#server/http/fast-path.ts";
import { listRoutes, type Route } from "#server/http/guard/routes.ts";

export interface Address {
  path: string;
  /** As the folder of its file names it, such as `/accounts/[appid]`. */
  pattern: string;
  kind: Route["kind"];
  methods: string[];
}

/** Every address of the console, as `app` and the lane have them; `names` gives what stands in the brackets. */
export function addresses(names: (name: string) => string): Address[] {
  const pages = listRoutes(join(import.meta.dirname, "../../app")).map(
    ({ segments, route }) => ({
      pattern: `/${segments.join("/")}`,
      path: `/${segments
        .map((segment) =>
          segment.replace(/^\[(?:\.\.\.)?(\w+)\]$/, (_, name: string) =>
            names(name),
          ),
        )
        .join("/")}`,
      kind: route.kind,
      methods: [...route.methods].filter((method) => method !== "OPTIONS"),
    }),
  );
  const own = ownRoutes.map(({ path, methods }) => {
    const plain = path.source.replaceAll(/[\^$\\]/g, "");
    return {
      pattern: plain,
      path: plain,
      kind: "handler" as const,
      methods: [...methods],
    };
  });
  return [...pages, ...own];
}
