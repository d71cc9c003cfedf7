import { unknownRoute } from "#lib/api/index.ts";

/** What is no route of the API is told in the API's own words. */
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
