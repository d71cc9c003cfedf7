"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type AnswerOf, type BodyOf, call } from "#components/api-client.ts";

const POLL_MS = 2_000;

/** A template that the Mini Program has chosen at WeChat. */
export type SubscribeTemplate = AnswerOf<"listTemplates">["items"][number];

/** The templates, read from WeChat only on request. */
export function useTemplates(appid: string, enabled: boolean) {
  return useQuery({
    queryKey: ["subscribe-templates", appid],
    queryFn: () => call("listTemplates", { appid }),
    enabled,
    retry: false,
  });
}

export function useSendTestMessage(appid: string) {
  return useMutation({
    mutationFn: (body: BodyOf<"sendTestMessage">) =>
      call("sendTestMessage", { appid, body }),
  });
}

/** The receipt of one message, polled until it arrives. */
export function useReceiptOf(appid: string, messageId: string | null) {
  return useQuery({
    queryKey: ["receipt-of", appid, messageId],
    queryFn: () =>
      call("listReceipts", {
        appid,
        query: { order: "newest", messageId: messageId ?? "" },
      }),
    enabled: messageId !== null,
    refetchInterval: ({ state }) =>
      state.data?.items.length ? false : POLL_MS,
  });
}
