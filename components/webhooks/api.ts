"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { useRecentSignIn } from "#components/sign-in/recent-sign-in.tsx";
import type {
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
} from "#lib/webhooks/index.ts";

const POLL_MS = 3_000;
const key = ["webhooks"];

export interface WebhookChange {
  url?: string;
  description: string;
  events: WebhookEvent[];
  disabled?: boolean;
}

/** All addresses with how they stand, asked again every three seconds. */
export function useWebhooks(initialData: WebhookEndpoint[]) {
  return useQuery({
    queryKey: key,
    queryFn: async () =>
      (await api<{ items: WebhookEndpoint[] }>("/webhooks")).items,
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
  useWebhookMutation((body: WebhookChange) =>
    api<{ id: string; secret: string }>("/webhooks", { method: "POST", body }),
  );

export const useChangeWebhook = (id: string) =>
  useWebhookMutation((body: WebhookChange) =>
    api<undefined>(`/webhooks/${id}`, { method: "PUT", body }),
  );

export const useRemoveWebhook = (id: string) =>
  useWebhookMutation(() =>
    api<undefined>(`/webhooks/${id}`, { method: "DELETE" }),
  );

export function useRotateSecret(id: string) {
  const { proven } = useRecentSignIn();
  return useWebhookMutation(() =>
    proven(() =>
      api<{ secret: string }>(`/webhooks/${id}/secret`, { method: "POST" }),
    ),
  );
}

export const useSendTest = (id: string) =>
  useWebhookMutation(() =>
    api<undefined>(`/webhooks/${id}/test`, { method: "POST" }),
  );

/** The newest deliveries of one address, asked again every three seconds. */
export function useDeliveries(id: string) {
  return useQuery({
    queryKey: [...key, id],
    queryFn: async () =>
      (await api<{ items: WebhookDelivery[] }>(`/webhooks/${id}/deliveries`))
        .items,
    refetchInterval: POLL_MS,
  });
}

export const useRedeliver = () =>
  useWebhookMutation((id: string) =>
    api<undefined>(`/webhooks/deliveries/${id}/redeliver`, { method: "POST" }),
  );
