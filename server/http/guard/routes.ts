import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An address of the console. */
export interface Route {
  /** Its path with `{name}` for each parameter, whose value may be a secret. */
  address: string;
  /** A page is HTML that runs our scripts; a handler answers data; a file is the same for everyone. */
  kind: "page" | "handler" | "file";
  /** How long browsers may cache a file (`cache-control`). */
  cache?: string;
  methods: ReadonlySet<string>;
  /** The methods as the `Allow` header lists them. */
  allow: string;
}

const METHODS = ["DELETE", "GET", "PATCH", "POST", "PUT"] as const;
const READ = ["GET", "HEAD"];
/** The files of `app` that define an address. */
const ROUTE_FILE = /(?:^|\/)(?:page\.tsx|route\.ts)$/;
/** The name of a built file changes with its content; an icon's does not. */
const BUILT_CACHE = "public, max-age=31536000, immutable";
const PUBLIC_CACHE = "public, max-age=86400";

/** Routes that the process answers itself. */
type ProcessRoutes = readonly { path: RegExp; methods: readonly string[] }[];

/**
 * Reads all addresses from the folders `app` and `public`, so that Next.js is never asked for any other.
 * @returns a function that finds the route of a path (without query): the most specific one, as in Next.js
 */
export function readRoutes(
  folders: { app: string; public: string },
  processRoutes: ProcessRoutes,
): (path: string) => Route | null {
  const exact = listPublicFiles(folders.public);
  const patterns: { rank: string; pattern: RegExp; route: Route }[] = [];
  for (const { segments, route } of listRoutes(folders.app))
    if (segments.every((segment) => !segment.startsWith("[")))
      exact.set(`/${segments.join("/")}`, route);
    else
      patterns.push({
        rank: segments.map(rankOf).join(""),
        pattern: patternOf(segments),
        route,
      });
  patterns.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  for (const { path, methods } of processRoutes)
    patterns.push({
      rank: "",
      pattern: path,
      route: routeWith("handler", methods, path.source),
    });
  return (path) => {
    if (path.startsWith("/_next/static/")) return builtFile;
    return (
      exact.get(path) ??
      patterns.find(({ pattern }) => pattern.test(path))?.route ??
      null
    );
  };
}

/** All addresses of `app` by their segments, such as `accounts`, `[appid]` or `[...path]`. */
export function listRoutes(
  folder: string,
): { segments: string[]; route: Route }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ROUTE_FILE.test(file))
    .map((file) => {
      const segments = segmentsOf(file);
      const address = `/${segments.map(segmentName).join("/")}`;
      return { segments, route: routeOf(join(folder, file), address) };
    });
}

const segmentName = (segment: string) =>
  segment.replace(/^\[(?:\.\.\.)?(\w+)\]$/, "{$1}");

const builtFile = fileAt("/_next/static/{path}", BUILT_CACHE);

function listPublicFiles(folder: string): Map<string, Route> {
  return new Map(
    readdirSync(folder).map((file) => [
      `/${file}`,
      fileAt(`/${file}`, PUBLIC_CACHE),
    ]),
  );
}

function fileAt(address: string, cache: string): Route {
  return { ...routeWith("file", READ, address), cache };
}

/** The address of a file of `app`, in segments; a folder in parentheses is none. */
function segmentsOf(file: string): string[] {
  return file
    .replace(/(?:^|\/)(?:page\.tsx|route\.ts)$/, "")
    .split("/")
    .filter((segment) => segment !== "" && !/^\(.*\)$/.test(segment));
}

const rankOf = (segment: string) =>
  segment.startsWith("[...") ? "2" : segment.startsWith("[") ? "1" : "0";

function patternOf(segments: string[]): RegExp {
  const parts = segments.map((segment) => {
    if (segment.startsWith("[...")) return ".+";
    if (segment.startsWith("[")) return "[^/]+";
    return RegExp.escape(segment);
  });
  return new RegExp(`^/${parts.join("/")}$`);
}

function routeOf(file: string, address: string): Route {
  if (file.endsWith("page.tsx")) return routeWith("page", READ, address);
  const methods = exportedMethods(readFileSync(file, "utf8"));
  return routeWith(
    "handler",
    [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])],
    address,
  );
}

/** `export function GET`, `export const GET`, `export { handler as GET }`. */
function exportedMethods(source: string): string[] {
  return METHODS.filter((method) =>
    new RegExp(
      `^export (?:async )?(?:function|const) ${method}\\b|^export \\{[^}]*\\b${method}\\b[^}]*\\}`,
      "m",
    ).test(source),
  );
}

function routeWith(
  kind: Route["kind"],
  methods: readonly string[],
  address: string,
): Route {
  const all = [...new Set([...methods, "OPTIONS"])].sort();
  return { address, kind, methods: new Set(all), allow: all.join(", ") };
}
