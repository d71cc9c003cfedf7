import {
  asCallbackRequest,
  asResponse,
  receiveCallbackRequest,
} from "#lib/callbacks/receive/index.ts";

export async function POST(
  request: Request,
  context: { params: Promise<{ componentAppid: string }> },
): Promise<Response> {
  const { componentAppid } = await context.params;
  return asResponse(
    await receiveCallbackRequest(asCallbackRequest(request), {
      channel: "event",
      componentAppid,
      appid: null,
    }),
  );
}
