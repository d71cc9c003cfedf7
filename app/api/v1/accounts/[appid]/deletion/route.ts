import { deletionPreview, deletionPreviewShape } from "#lib/accounts/index.ts";
import { route } from "#lib/api/index.ts";

export const GET = route(
  {
    params: ["appid"],
    operation: {
      id: "previewDeletion",
      group: "accounts",
      action: "accounts.delete",
    },
    answer: deletionPreviewShape,
  },
  ({ actor, params }) => deletionPreview(actor, params.appid),
);
