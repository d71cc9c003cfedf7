import { createServer, type Socket } from "node:net";

/** A mail as it arrived, with its text decoded. */
export interface ArrivedMail {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server that keeps what it is sent. */
export interface MailServer {
  /** For `SMTP_URL`. */
  url: string;
  mails: ArrivedMail[];
  /** Refuses every mail from now on. */
  refuse: (refuses: boolean) => void;
  close: () => void;
}

/** As much of SMTP (RFC 5321) as is needed to be sent mails. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ArrivedMail[] = [];
  let refuses = false;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    converse(socket, () => refuses, mails);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse(now) {
      refuses = now;
    },
    close: () => server.close(),
  };
}

function converse(
  socket: Socket,
  refuses: () => boolean,
  mails: ArrivedMail[],
): void {
  let received = "";
  let inMail = false;
  const envelope = { from: "", to: "" };
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    const [command = ""] = line.split(/[ :]/);
    switch (command.toUpperCase()) {
      case "MAIL":
        envelope.from = /<(.*)>/.exec(line)?.[1] ?? "";
        return say(refuses() ? "554 no" : "250 ok");
      case "RCPT":
        envelope.to = /<(.*)>/.exec(line)?.[1] ?? "";
        return say("250 ok");
      case "DATA":
        inMail = true;
        return say("354 go on");
      case "QUIT":
        say("221 bye");
        return socket.end();
      default:
        return say("250 ok");
    }
  };
  socket.on("data", (bytes) => {
    received += bytes.toString("latin1");
    for (;;) {
      const end = inMail ? "\r\n.\r\n" : "\r\n";
      const at = received.indexOf(end);
      if (at < 0) return;
      const whole = received.slice(0, at);
      received = received.slice(at + end.length);
      if (inMail) {
        inMail = false;
        mails.push({ ...envelope, ...read(whole) });
        say("250 taken");
      } else answer(whole);
    }
  });
  say("220 test");
}

function read(mail: string): { subject: string; text: string } {
  const [head = "", ...body] = mail.split("\r\n\r\n");
  const headers = head.replaceAll(/\r\n\s+/g, " ");
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, "im").exec(headers)?.[1] ?? "";
  return {
    subject: words(header("subject")),
    text: decoded(
      body.join("\r\n\r\n").replaceAll(/^\.\./gm, "."),
      header("content-transfer-encoding").toLowerCase(),
    ),
  };
}

function decoded(text: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(text, "base64").toString();
  if (encoding === "quoted-printable")
    return quoted(text.replaceAll("=\r\n", ""));
  return Buffer.from(text, "latin1").toString();
}

const quoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    ),
    "latin1",
  ).toString();

/** A header in words that are not ASCII (RFC 2047). */
const words = (text: string) =>
  text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(
      /=\?utf-8\?([bq])\?(.*?)\?=/gi,
      (_, how: string, word: string) =>
        how.toLowerCase() === "b"
          ? Buffer.from(word, "base64").toString()
          : quoted(word.replaceAll("_", " ")),
    );
