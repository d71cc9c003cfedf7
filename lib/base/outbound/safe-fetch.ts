import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector, Client } from "undici";
import { OutboundError } from "./outbound-error.ts";
import { isPublicAddress, readOutboundUrl } from "./outbound-url.ts";

const REDIRECTS = [301, 302, 303, 307, 308];

interface FetchOptions {
  /** host:port of private addresses that may be fetched, also over plain http (OUTBOUND_ALLOW). */
  allow: readonly string[];
  /** Defaults to GET. */
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** Time limit for the connection, TLS included, in milliseconds. */
  connectMs?: number;
  /** Time limit from name resolution to the last byte, in milliseconds. */
  totalMs?: number;
  /** Limit of the response body. */
  maxBytes?: number;
  /** Resolves a name to all its addresses; tests replace the system's resolver. */
  resolve?: (host: string) => Promise<string[]>;
}

interface Fetched {
  status: number;
  body: Buffer;
}

/**
 * Fetches an address that a person entered: https only, no private address, no redirect, every wait limited. The name is
 * resolved once, and the connection goes to the addresses that were checked, so DNS rebinding has no effect.
 * @throws {OutboundError}
 */
export async function safeFetch(
  text: string,
  options: FetchOptions,
): Promise<Fetched> {
  const { url, host, allowed } = readOutboundUrl(text, options.allow);
  const abort = new AbortController();
  const expire = () => abort.abort(new OutboundError("url_timeout"));
  const timer = setTimeout(expire, options.totalMs ?? 5_000);
  try {
    const addresses = await orAborted(
      abort.signal,
      addressesOf(host, options.resolve ?? systemResolve),
    );
    if (!allowed && !addresses.every(isPublicAddress))
      throw new OutboundError("url_private");
    return await get(url, addresses, abort.signal, expire, options);
  } catch (error) {
    if (error instanceof OutboundError) throw error;
    if (abort.signal.aborted) throw new OutboundError("url_timeout");
    // Without the cause: its text may contain the address, and the address a key.
    throw new OutboundError("url_unreachable");
  } finally {
    clearTimeout(timer);
  }
}

async function systemResolve(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

async function addressesOf(
  host: string,
  resolve: (host: string) => Promise<string[]>,
): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw new OutboundError("url_unresolvable");
  return addresses;
}

/** The system's resolver cannot be cancelled, so the time limit only stops waiting for it. */
function orAborted<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => reject(new OutboundError("url_timeout")),
      { once: true },
    );
    work.then(resolve, reject);
  });
}

async function get(
  url: URL,
  addresses: string[],
  signal: AbortSignal,
  expire: () => void,
  {
    method = "GET",
    headers = {},
    body,
    connectMs = 2_000,
    maxBytes = 256 * 1024,
  }: FetchOptions,
): Promise<Fetched> {
  const client = new Client(url.origin, {
    connect: connectorTo(addresses, connectMs, expire),
    maxHeaderSize: 16 * 1024,
  });
  try {
    const response = await client.request({
      path: `${url.pathname}${url.search}`,
      method,
      // A compressed response could expand to any size.
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        ...headers,
      },
      body,
      signal,
    });
    if (REDIRECTS.includes(response.statusCode))
      throw new OutboundError("url_redirects");
    if (response.statusCode < 200 || response.statusCode > 299)
      throw new OutboundError("url_status", {
        values: { status: String(response.statusCode) },
      });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const bytes of response.body as AsyncIterable<Buffer>) {
      size += bytes.length;
      if (size > maxBytes) throw new OutboundError("url_too_large");
      chunks.push(bytes);
    }
    return { status: response.statusCode, body: Buffer.concat(chunks) };
  } finally {
    // Not awaited: a connection that is still being established ends at its own time limit.
    void client.destroy().catch(() => undefined);
  }
}

/** Connects to the checked addresses without resolving again. Has its own timer, as undici's is only accurate to half a second. */
function connectorTo(
  addresses: string[],
  connectMs: number,
  expire: () => void,
): buildConnector.connector {
  const checked = addresses.map((address) => ({
    address,
    family: isIP(address),
  }));
  const answer: LookupFunction = (_host, { all }, callback) => {
    if (all) callback(null, checked);
    else callback(null, checked[0]?.address ?? "", checked[0]?.family);
  };
  const connect = buildConnector({ timeout: connectMs, lookup: answer });
  return (options, callback) => {
    const timer = setTimeout(expire, connectMs);
    const done: buildConnector.Callback = (...outcome) => {
      clearTimeout(timer);
      callback(...outcome);
    };
    connect(options, done);
  };
}
