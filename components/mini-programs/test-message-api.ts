"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Receipt } from "#lib/mini-programs/receipts/index.ts";

const POLL_MS = 2_000;

/** A template that the Mini Program has chosen at WeChat. */
export interface SubscribeTemplate {
  id: string;
  title: string;
  content: string;
}

export interface TestMessage {
  templateId: string;
  openid: string;
  values: Record<string, string>;
  page?: string;
}

/** The templates, asked of WeChat only when somebody wants to send. */
export function useTemplates(appid: string, enabled: boolean) {
  return useQuery({
    queryKey: ["subscribe-templates", appid],
    queryFn: () =>
      api<{ items: SubscribeTemplate[] }>(
        `/accounts/${appid}/subscribe-templates`,
      ),
    enabled,
    retry: false,
  });
}

export function useSendTestMessage(appid: string) {
  return useMutation({
    mutationFn: (body: TestMessage) =>
      api<{ messageId: string | null }>(`/accounts/${appid}/test-messages`, {
        method: "POST",
        body,
      }),
  });
}

/** The receipt of one message, asked for until it is there. */
export function useReceiptOf(appid: string, messageId: string | null) {
  return useQuery({
    queryKey: ["receipt-of", appid, messageId],
    queryFn: () =>
      api<{ items: Receipt[] }>(
        `/accounts/${appid}/receipts?order=newest&messageId=${messageId ?? ""}`,
      ),
    enabled: messageId !== null,
    refetchInterval: ({ state }) =>
      state.data?.items.length ? false : POLL_MS,
  });
}
