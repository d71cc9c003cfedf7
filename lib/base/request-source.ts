/** From where a request comes. */
export interface From {
  address: string | null;
  requestId: string | null;
}

/** From where a request comes, as the front door has written it down (server/http/guard/describe-request.ts). */
export const fromOf = ({ headers }: Pick<Request, "headers">): From => ({
  address: headers.get("x-client-address"),
  requestId: headers.get("x-request-id"),
});
