import { visitorActor } from "#lib/audit/index.ts";
import {
  AuthorizationError,
  completeAuthorization,
} from "#lib/authorization/index.ts";
import { env } from "#lib/base/env.ts";
import { fromOf } from "#lib/base/request-source.ts";

export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const actor = visitorActor(fromOf(request));
  try {
    const { token } = await completeAuthorization(
      {
        state: query.get("state") ?? "",
        authCode: query.get("auth_code") ?? "",
      },
      actor,
    );
    return new Response(null, {
      status: 303,
      headers: {
        location: `${env().PUBLIC_URL}/authorize/${token}`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof AuthorizationError)
      return new Response("refused", {
        status: 403,
        headers: { "cache-control": "no-store" },
      });
    throw error;
  }
}
