import { route } from "#lib/api/index.ts";
import { ProblemError } from "#lib/http/index.ts";

const unknown = route({}, () => {
  throw new ProblemError("not_found");
});

/** What is no route of the API is told in the API's own words. */
function handler(request: Request): Promise<Response> {
  return unknown(request, { params: Promise.resolve({}) });
}

export {
  handler as DELETE,
  handler as GET,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
