import { route } from "#lib/api/index.ts";
import { ProblemError } from "#lib/http/index.ts";

/** What is no route of the API is told in the API's own words. */
const unknown = route({}, () => {
  throw new ProblemError("not_found");
});

export {
  unknown as DELETE,
  unknown as GET,
  unknown as PATCH,
  unknown as POST,
  unknown as PUT,
};
