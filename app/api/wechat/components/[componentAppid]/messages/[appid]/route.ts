import { receiveCallbackRequest } from "#lib/inbox/index.ts";

export async function POST(
  request: Request,
  context: { params: Promise<{ componentAppid: string; appid: string }> },
): Promise<Response> {
  const { componentAppid, appid } = await context.params;
  return receiveCallbackRequest(request, {
    channel: "message",
    componentAppid,
    appid,
  });
}
