"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/api-client.ts";
import type {
  ImportResult,
  PropertyInput,
  PropertySource,
  SourceMapping,
  UserProperty,
} from "#lib/accounts/user-properties/index.ts";

/** A change of the catalogue; afterwards the page shows what is. */
function useChange<Answer, Input = void>(
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const router = useRouter();
  return useMutation({ mutationFn, onSettled: () => router.refresh() });
}

/** Adds a property, or changes the one with this id. */
export function useSaveProperty(id: string | null) {
  return useChange((body: PropertyInput) =>
    id === null
      ? api<UserProperty>("/user-properties", { method: "POST", body })
      : api<UserProperty>(`/user-properties/${id}`, { method: "PUT", body }),
  );
}

export function useRetireProperty(id: string) {
  return useChange(() =>
    api<undefined>(`/user-properties/${id}`, { method: "DELETE" }),
  );
}

export function useRestoreProperty(id: string) {
  return useChange(() =>
    api<UserProperty>(`/user-properties/${id}`, {
      method: "PUT",
      body: { retired: false },
    }),
  );
}

/** A table that was typed or read from a file. */
export interface GivenTable {
  format: "csv" | "json";
  text: string;
}

export function useImport() {
  return useChange((body: GivenTable & { apply: boolean }) =>
    api<ImportResult>("/user-properties/import", { method: "POST", body }),
  );
}

export interface SourceChange {
  url?: string;
  authorization?: string | null;
  mapping: SourceMapping;
}

export function useSaveSource() {
  return useChange((body: SourceChange) =>
    api<PropertySource>("/user-properties/source", { method: "PUT", body }),
  );
}

export function useRemoveSource() {
  return useChange(() =>
    api<undefined>("/user-properties/source", { method: "DELETE" }),
  );
}

export function useSync() {
  return useChange((body: { apply: boolean }) =>
    api<ImportResult>("/user-properties/source/sync", { method: "POST", body }),
  );
}
