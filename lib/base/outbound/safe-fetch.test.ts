import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { OutboundError } from "./outbound-error.ts";
import { isPublicAddress, readOutboundUrl } from "./outbound-url.ts";
import { safeFetch } from "./safe-fetch.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Site {
  place: string;
  port: number;
  hits: IncomingMessage[];
}

/** A real server on this machine. */
async function site(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host = "127.0.0.1",
): Promise<Site> {
  const hits: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    hits.push(request);
    answer(request, response);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { place: `${host}:${port}`, port, hits };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OutboundError) return error.code;
    throw error;
  }
  return "fetched";
}
const codeOfText = (text: string, allow: string[] = []) => {
  try {
    readOutboundUrl(text, allow);
  } catch (error) {
    if (error instanceof OutboundError) return error.code;
    throw error;
  }
  return "fine";
};

describe("an address that a person typed", () => {
  test("the URL must be https and must not contain a name or password", () => {
    expect(codeOfText("https://example.com/a?b=c#d")).toBe("fine");
    expect(codeOfText("https://example.com:8443/")).toBe("fine");
    expect(codeOfText("http://example.com/")).toBe("url_not_https");
    for (const other of ["file:///etc/passwd", "ftp://a.b/", "data:,x"])
      expect(codeOfText(other), other).toBe("url_not_https");
    for (const wrong of [
      "example.com",
      "",
      "https://",
      "https://user@example.com/",
      "https://user:word@example.com/",
      `https://example.com/${"a".repeat(2_000)}`,
    ])
      expect(codeOfText(wrong), wrong).toBe("url_invalid");
  });

  test("the URL must not be an internal address, however its IP address is spelled", () => {
    for (const host of [
      "127.0.0.1",
      "127.1",
      "0x7f000001",
      "0x7f.1",
      "0177.0.0.1",
      "2130706433",
      "127.0.0.1.",
      "0.0.0.0",
      "0",
      "10.1.2.3",
      "172.16.0.1",
      "192.168.0.1",
      "169.254.169.254",
      "100.64.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "192.0.2.1",
      "１２７.0.0.1",
      "[::1]",
      "[::]",
      "[::ffff:127.0.0.1]",
      "[::ffff:8.8.8.8]",
      "[::127.0.0.1]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
      "[2001::1]",
      "[fe80::1]",
      "[fd00::1]",
      "[fec0::1]",
      "[ff02::1]",
    ])
      expect(codeOfText(`https://${host}/`), host).toBe("url_private");
    expect(codeOfText("https://1.1.1.1/")).toBe("fine");
    expect(codeOfText("https://[2606:4700:4700::1111]/")).toBe("fine");
  });

  test("the URL may be private and plain http where OUTBOUND_ALLOW names host and port", () => {
    const allow = ["127.0.0.1:8080", "[::1]:9000", "Intranet.example:80"];
    expect(codeOfText("http://127.0.0.1:8080/x", allow)).toBe("fine");
    expect(codeOfText("http://127.1:8080/x", allow)).toBe("fine");
    expect(codeOfText("https://127.0.0.1:8080/x", allow)).toBe("fine");
    expect(codeOfText("http://[::1]:9000/", allow)).toBe("fine");
    expect(codeOfText("http://intranet.example/", allow)).toBe("fine");
    expect(codeOfText("http://127.0.0.1:8081/x", allow)).toBe("url_not_https");
    expect(codeOfText("https://127.0.0.1/x", allow)).toBe("url_private");
    expect(codeOfText("http://localhost:8080/x", allow)).toBe("url_not_https");
  });

  test("a text that is not an IP address is not public", () => {
    expect(isPublicAddress("example.com")).toBe(false);
    expect(isPublicAddress("")).toBe(false);
  });
});

describe("the safe fetch", () => {
  test("an allowed private address is fetched with the given header", async () => {
    const { place, hits } = await site((_request, response) =>
      response.end('{"ok":true}'),
    );
    const { body } = await safeFetch(`http://${place}/list?page=1#part`, {
      allow: [place],
      headers: { authorization: "Bearer secret" },
    });
    expect(body.toString()).toBe('{"ok":true}');
    expect(hits[0]?.url).toBe("/list?page=1");
    expect(hits[0]?.headers.authorization).toBe("Bearer secret");
  });

  test("a name that resolves to this machine is refused", async () => {
    expect(await codeOf(safeFetch("https://localhost/", { allow: [] }))).toBe(
      "url_private",
    );
  });

  test("a name with one private address, and a name with none, are refused", async () => {
    const to = (addresses: string[]) =>
      codeOf(
        safeFetch("https://name.example/", {
          allow: [],
          resolve: () => Promise.resolve(addresses),
        }),
      );
    expect(await to(["1.1.1.1", "10.0.0.1"])).toBe("url_private");
    expect(await to(["1.1.1.1", "::ffff:127.0.0.1"])).toBe("url_private");
    expect(await to(["64:ff9b::a00:1"])).toBe("url_private");
    expect(await to([])).toBe("url_unresolvable");
    expect(
      await codeOf(
        safeFetch("https://name.example/", {
          allow: [],
          resolve: () => Promise.reject(new Error("ENOTFOUND")),
        }),
      ),
    ).toBe("url_unresolvable");
  });

  test("the connection goes to the checked address, whatever the name resolves to later", async () => {
    const judged = await site((_request, response) => response.end("judged"));
    let asked = 0;
    const { body } = await safeFetch(`http://rebind.example:${judged.port}/`, {
      allow: [`rebind.example:${judged.port}`],
      // The second answer names an address on which nothing listens.
      resolve: () => {
        asked += 1;
        return Promise.resolve([asked === 1 ? "127.0.0.1" : "127.0.0.2"]);
      },
    });
    expect(body.toString()).toBe("judged");
    expect(asked).toBe(1);
    expect(judged.hits[0]?.headers.host).toBe(`rebind.example:${judged.port}`);
  });

  test("no redirect is followed", async () => {
    const target = await site((_request, response) => response.end("inside"));
    const { place } = await site((_request, response) =>
      response.writeHead(302, { location: `http://${target.place}/` }).end(),
    );
    expect(
      await codeOf(
        safeFetch(`http://${place}/`, { allow: [place, target.place] }),
      ),
    ).toBe("url_redirects");
    expect(target.hits).toEqual([]);
  });

  test("an unsuccessful status is reported", async () => {
    const { place } = await site((_request, response) =>
      response.writeHead(403).end("no"),
    );
    const refused = safeFetch(`http://${place}/`, { allow: [place] });
    await expect(refused).rejects.toMatchObject({
      code: "url_status",
      values: { status: "403" },
    });
  });

  test("the body is limited, whether its length is declared or not", async () => {
    const declared = await site((_request, response) =>
      response.end("a".repeat(1_001)),
    );
    const undeclared = await site((_request, response) => {
      const more = () => {
        if (response.destroyed) return;
        response.write("a".repeat(600));
        setTimeout(more, 5);
      };
      more();
    });
    for (const { place } of [declared, undeclared])
      expect(
        await codeOf(
          safeFetch(`http://${place}/`, { allow: [place], maxBytes: 1_000 }),
        ),
      ).toBe("url_too_large");
    const { body } = await safeFetch(`http://${declared.place}/`, {
      allow: [declared.place],
      maxBytes: 1_001,
    });
    expect(body.length).toBe(1_001);
  });

  test("a connection that never opens times out", async () => {
    // A server that takes the connection and says nothing: TLS does not come about.
    const sockets: Socket[] = [];
    const silent = createTcpServer((socket) => {
      sockets.push(socket);
    });
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const address = silent.address();
    const place = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    const begun = performance.now();
    expect(
      await codeOf(
        safeFetch(`https://${place}/`, { allow: [place], connectMs: 150 }),
      ),
    ).toBe("url_timeout");
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  test("an answer that never comes or trickles times out", async () => {
    const mute = await site(() => undefined);
    const dripping = await site((_request, response) => {
      const drip = () => {
        if (response.destroyed) return;
        response.write(" ");
        setTimeout(drip, 20);
      };
      drip();
    });
    for (const { place } of [mute, dripping]) {
      const begun = performance.now();
      expect(
        await codeOf(
          safeFetch(`http://${place}/`, { allow: [place], totalMs: 250 }),
        ),
      ).toBe("url_timeout");
      expect(performance.now() - begun).toBeLessThan(1_500);
    }
  });

  test("a resolver that does not answer times out", async () => {
    expect(
      await codeOf(
        safeFetch("https://name.example/", {
          allow: [],
          totalMs: 100,
          resolve: () => pause(60_000, ["1.1.1.1"], { ref: false }),
        }),
      ),
    ).toBe("url_timeout");
  });

  test("a refused connection and a dropped one are reported", async () => {
    const gone = await site((_request, response) => response.destroy());
    expect(
      await codeOf(safeFetch(`http://${gone.place}/`, { allow: [gone.place] })),
    ).toBe("url_unreachable");
    expect(
      await codeOf(
        safeFetch("http://127.0.0.1:1/", { allow: ["127.0.0.1:1"] }),
      ),
    ).toBe("url_unreachable");
  });
});
