import { join } from "node:path";
import { processRoutes } from "#server/http/fast-path.ts";
import { listRoutes, type Route } from "#server/http/guard/routes.ts";

export interface Address {
  path: string;
  /** The path of its folder, such as `/accounts/[appid]`. */
  pattern: string;
  kind: Route["kind"];
  methods: string[];
}

/** Every address of the console, pages and routes of `app` and the routes of the process; `names` gives the value of each parameter. */
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
  const others = processRoutes.map(({ path, methods }) => {
    const plain = path.source.replaceAll(/[\^$\\]/g, "");
    return {
      pattern: plain,
      path: plain,
      kind: "handler" as const,
      methods: [...methods],
    };
  });
  return [...pages, ...others];
}
