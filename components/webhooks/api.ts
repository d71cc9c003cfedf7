"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type BodyOf, call } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type { WebhookEndpoint } from "#lib/webhooks/index.ts";

const POLL_MS = 3_000;
const key = ["webhooks"];

export type WebhookChange = BodyOf<"changeWebhook">;

/** All endpoints with their states, polled. */
export function useWebhooks(initialData: WebhookEndpoint[]) {
  return useQuery({
    queryKey: key,
    queryFn: async () => (await call("listWebhooks")).items,
    initialData,
    refetchInterval: POLL_MS,
  });
}

function useWebhookMutation<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export const useAddWebhook = () =>
  useWebhookMutation(({ url = "", description, events }: WebhookChange) =>
    call("addWebhook", { body: { url, description, events } }),
  );

export const useChangeWebhook = (id: string) =>
  useWebhookMutation((body: WebhookChange) =>
    call("changeWebhook", { id, body }),
  );

export const useRemoveWebhook = (id: string) =>
  useWebhookMutation(() => call("removeWebhook", { id }));

export function useRotateSecret(id: string) {
  const { proven } = useRecentSignIn();
  return useWebhookMutation(() =>
    proven(() => call("rotateWebhookSecret", { id })),
  );
}

export const useSendTest = (id: string) =>
  useWebhookMutation(() => call("sendWebhookTest", { id }));

/** The newest deliveries of one endpoint, polled. */
export function useDeliveries(id: string) {
  return useQuery({
    queryKey: [...key, id],
    queryFn: async () => (await call("listDeliveries", { id })).items,
    refetchInterval: POLL_MS,
  });
}

export const useRedeliver = () =>
  useWebhookMutation((id: string) =>
    call("redeliverWebhook", { deliveryId: id }),
  );
