import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";

/** Flags of the authenticator data (WebAuthn 6.1). */
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** Overrides of what the authenticator reports about the use of a passkey. */
interface Overrides {
  origin?: string;
  rpId?: string;
  challenge?: string;
  verified?: boolean;
  counter?: number;
  userHandle?: string;
}

/** A passkey as JSON, as a browser sends one. */
export type PasskeyAnswer = Record<string, unknown> & { id: string };

/** A software security key with one passkey; it also signs false statements. */
export interface Authenticator {
  create: (options: {
    challenge: string;
    rp: { id?: string };
    user: { id: string };
  }) => PasskeyAnswer;
  get: (
    options: { challenge: string; rpId?: string },
    overrides?: Overrides,
  ) => PasskeyAnswer;
}

const sha256 = (data: string | Buffer) =>
  createHash("sha256").update(data).digest();
const base64url = (data: Buffer | string) =>
  Buffer.from(data).toString("base64url");

export function newAuthenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });
  const id = randomBytes(16);
  let counter = 0;
  let userHandle = "";
  return {
    create({ challenge, rp, user }) {
      userHandle = user.id;
      const authData = authenticatorData(rp.id ?? "", {
        flags: USER_PRESENT | USER_VERIFIED | HAS_CREDENTIAL,
        counter,
        credential: Buffer.concat([
          Buffer.alloc(16),
          Buffer.from([0, id.length]),
          id,
          coseKey(publicKey),
        ]),
      });
      return {
        ...named(id),
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, origin),
          attestationObject: base64url(
            cbor(
              new Map<string, Encodable>([
                ["fmt", "none"],
                ["attStmt", new Map()],
                ["authData", authData],
              ]),
            ),
          ),
          transports: ["internal"],
        },
      };
    },
    get(options, overrides = {}) {
      counter = overrides.counter ?? counter + 1;
      const clientDataJSON = clientData(
        "webauthn.get",
        overrides.challenge ?? options.challenge,
        overrides.origin ?? origin,
      );
      const authData = authenticatorData(overrides.rpId ?? options.rpId ?? "", {
        flags:
          USER_PRESENT | (overrides.verified === false ? 0 : USER_VERIFIED),
        counter,
      });
      const signature = sign(
        "sha256",
        Buffer.concat([
          authData,
          sha256(Buffer.from(clientDataJSON, "base64url")),
        ]),
        privateKey,
      );
      return {
        ...named(id),
        response: {
          clientDataJSON,
          authenticatorData: base64url(authData),
          signature: base64url(signature),
          userHandle: overrides.userHandle ?? userHandle,
        },
      };
    },
  };
}

const named = (id: Buffer) => ({
  id: base64url(id),
  rawId: base64url(id),
  type: "public-key",
  clientExtensionResults: {},
});

const clientData = (type: string, challenge: string, origin: string) =>
  base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

function authenticatorData(
  rpId: string,
  content: { flags: number; counter: number; credential?: Buffer },
): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(content.flags, 0);
  rest.writeUInt32BE(content.counter, 1);
  return Buffer.concat([
    sha256(rpId),
    rest,
    content.credential ?? Buffer.alloc(0),
  ]);
}

/** An ES256 key on P-256, as COSE numbers its parts. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return cbor(
    new Map<number, Encodable>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
}

type Encodable = number | string | Buffer | Map<number | string, Encodable>;

/** As much of CBOR as a passkey needs. */
function cbor(value: Encodable): Buffer {
  if (typeof value === "number")
    return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([
      head(3, Buffer.byteLength(value)),
      Buffer.from(value),
    ]);
  if (Buffer.isBuffer(value))
    return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)]),
  ]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
