import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/identity/next/index.ts";

async function handler(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  try {
    return (await NextAuth(request, context, authOptions())) as Response;
  } catch (error) {
    // next-auth parses a body by its content type.
    if (error instanceof SyntaxError)
      return new Response("json_invalid", { status: 400 });
    throw error;
  }
}

export { handler as GET, handler as POST };
