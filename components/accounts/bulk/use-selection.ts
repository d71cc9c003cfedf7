"use client";

import { useState } from "react";
import { type AnswerOf, call, type QueryOf } from "#components/api-client.ts";
import type { AccountSummary } from "#lib/accounts/index.ts";

/** A selected account; the name is for the report of failures. */
export interface Selected {
  appid: string;
  name: string;
}

const PAGE = 200;

/** The filters and the order of the list of accounts. */
export type AccountFilter = Pick<
  QueryOf<"listAccounts">,
  "q" | "kind" | "status" | "sort"
>;

/** All accounts that match a filter, page by page. */
async function allMatching(filter: AccountFilter): Promise<Selected[]> {
  const found: Selected[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, limit: PAGE, cursor };
    const page: AnswerOf<"listAccounts"> = await call("listAccounts", {
      query,
    });
    found.push(...page.items.map(({ appid, name }) => ({ appid, name })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

/** Which accounts are selected: rows by hand, or all that match the filter. */
export function useSelection(
  accounts: AccountSummary[],
  filter: AccountFilter,
) {
  const [selected, setSelected] = useState<ReadonlyMap<string, Selected>>(
    new Map(),
  );
  const [collecting, setCollecting] = useState(false);
  const [failed, setFailed] = useState(false);
  const [everything, setEverything] = useState(false);
  return {
    selected: [...selected.values()],
    /** All that match were selected, not only rows of this page. */
    everything,
    collecting,
    /** The matching accounts could not be loaded; the selection is unchanged. */
    failed,
    isSelected: (appid: string) => selected.has(appid),
    select: (appids: string[], on: boolean) => {
      const next = new Map(selected);
      for (const { appid, name } of accounts.filter((account) =>
        appids.includes(account.appid),
      ))
        if (on) next.set(appid, { appid, name });
        else next.delete(appid);
      setSelected(next);
      setEverything(false);
    },
    selectAll: async () => {
      setCollecting(true);
      setFailed(false);
      try {
        const found = await allMatching(filter);
        setSelected(new Map(found.map((account) => [account.appid, account])));
        setEverything(true);
      } catch {
        setFailed(true);
      } finally {
        setCollecting(false);
      }
    },
    clear: () => {
      setSelected(new Map());
      setEverything(false);
    },
  };
}
