import { unknownRoute } from "#lib/api/index.ts";

/** Unknown paths get a 404 in the API's error format. */
function handler(request: Request): Promise<Response> {
  return unknownRoute(request, { params: Promise.resolve({}) });
}

export {
  handler as DELETE,
  handler as GET,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
