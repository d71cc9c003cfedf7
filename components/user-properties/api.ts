"use client";

import { type BodyOf, call } from "#components/api-client.ts";
import { useChange } from "#components/use-change.ts";
import type { PropertyInput } from "#lib/accounts/user-properties/index.ts";

/** Adds a property, or changes the one with this id. */
export function useSaveProperty(id: string | null) {
  return useChange((body: PropertyInput) =>
    id === null
      ? call("createProperty", { body })
      : call("changeProperty", { id, body }),
  );
}

export function useRetireProperty(id: string) {
  return useChange(() => call("retireProperty", { id }));
}

export function useRestoreProperty(id: string) {
  return useChange(() =>
    call("changeProperty", { id, body: { retired: false } }),
  );
}

/** A table that was typed or read from a file. */
export type TableInput = Pick<BodyOf<"importProperties">, "format" | "text">;

export function useImport() {
  return useChange((body: TableInput & { apply: boolean }) =>
    call("importProperties", { body }),
  );
}

export type SourceChange = BodyOf<"savePropertySource">;

export function useSaveSource() {
  return useChange((body: SourceChange) =>
    call("savePropertySource", { body }),
  );
}

export function useRemoveSource() {
  return useChange(() => call("removePropertySource"));
}

export function useSync() {
  return useChange((body: { apply: boolean }) =>
    call("syncProperties", { body }),
  );
}
