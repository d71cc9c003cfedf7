import { deletionPreview } from "#lib/accounts/index.ts";
import { answers, route } from "#lib/api/index.ts";

export const GET = route(
  {
    operation: {
      id: "previewDeletion",
      group: "accounts",
      action: "accounts.delete",
    },
    answer: answers.deletionPreview,
  },
  ({ actor, params }) => deletionPreview(actor, params["appid"] ?? ""),
);
