/** The origin of a request. */
export interface From {
  address: string | null;
  requestId: string | null;
}

/** The origin of a request, as set by the request guard (server/http/guard/describe-request.ts). */
export const fromOf = ({ headers }: Pick<Request, "headers">): From => ({
  address: headers.get("x-client-address"),
  requestId: headers.get("x-request-id"),
});
