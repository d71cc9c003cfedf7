import {
  asCallbackRequest,
  asResponse,
  receiveReceiptRequest,
} from "#lib/callbacks/receive/index.ts";

async function receive(
  request: Request,
  context: { params: Promise<{ receiptKey: string }> },
): Promise<Response> {
  const { receiptKey } = await context.params;
  return asResponse(
    await receiveReceiptRequest(asCallbackRequest(request), receiptKey),
  );
}

export const GET = receive;
export const POST = receive;
