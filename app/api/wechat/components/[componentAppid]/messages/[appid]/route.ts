import {
  asCallbackRequest,
  asResponse,
  receiveCallbackRequest,
} from "#lib/callbacks/receive/index.ts";

export async function POST(
  request: Request,
  context: { params: Promise<{ componentAppid: string; appid: string }> },
): Promise<Response> {
  const { componentAppid, appid } = await context.params;
  return asResponse(
    await receiveCallbackRequest(asCallbackRequest(request), {
      channel: "message",
      componentAppid,
      appid,
    }),
  );
}
