"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorCallout } from "#components/ui/error-callout.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import type { AccountSummary, OpenidChoice } from "#lib/accounts/index.ts";
import { useOpenidChoices, useSetOpenid } from "./api.ts";
import { OpenidOptions } from "./openid-options.tsx";
import { WorkingScenes } from "./working-scenes.tsx";

/** The unsaved choice; null clears the property. */
type Choice = OpenidChoice | null;

/** Chooses the property that contains an account's OpenIDs; asks first if other accounts or working scenes are affected. */
export function OpenidDialog({
  account,
  onClose,
}: {
  account: AccountSummary;
  onClose: () => void;
}) {
  const t = useTranslations("operations.openid");
  const common = useTranslations("common");
  const [q, setQ] = useState("");
  const choices = useOpenidChoices(account.appid, useDeferredValue(q.trim()));
  const [choice, setChoice] = useState<Choice | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const save = useSetOpenid(account.appid);
  const enabled = account.status === "enabled";
  const current = account.openidProperty?.id ?? null;
  const chosenId = choice === undefined ? current : (choice?.id ?? null);
  const changed = choice !== undefined && chosenId !== current;
  const shared = (choice?.usedBy.length ?? 0) > 0;
  const mustAsk = shared || (choice === null && enabled);
  const submit = () => {
    if (mustAsk && !asking) {
      setAsking(true);
      return;
    }
    save.mutate(
      { propertyId: chosenId, ...(shared ? { confirmShared: true } : {}) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title", { name: account.name })}
      description={t("description")}
      footer={
        <>
          <Button onClick={asking ? () => setAsking(false) : onClose}>
            {asking ? t("back") : common("cancel")}
          </Button>
          <Button
            variant={asking ? "danger" : "primary"}
            disabled={!changed}
            pending={save.isPending}
            onClick={submit}
          >
            {asking ? (shared ? t("useAnyway") : t("clearAnyway")) : t("save")}
          </Button>
        </>
      }
    >
      <ErrorCallout error={save.error} className="mb-3" />
      {asking ? (
        <Confirmation choice={choice ?? null} account={account} />
      ) : (
        <PropertyChoice
          account={account}
          q={q}
          onSearch={setQ}
          choices={choices}
          chosenId={chosenId}
          onChoose={setChoice}
          stopsScenes={enabled && changed && choice !== null}
        />
      )}
    </Dialog>
  );
}

function PropertyChoice({
  account,
  q,
  onSearch,
  choices,
  chosenId,
  onChoose,
  stopsScenes,
}: {
  account: AccountSummary;
  q: string;
  onSearch: (q: string) => void;
  choices: ReturnType<typeof useOpenidChoices>;
  chosenId: string | null;
  onChoose: (choice: Choice) => void;
  /** Whether the unsaved choice affects scenes that work now. */
  stopsScenes: boolean;
}) {
  const t = useTranslations("operations.openid");
  return (
    <div className="grid gap-3">
      <SearchInput label={t("search")} value={q} onChange={onSearch} />
      {choices.data ? (
        <OpenidOptions
          choices={choices.data.items}
          more={choices.data.nextCursor !== null}
          chosenId={chosenId}
          clearable={account.openidProperty !== null}
          onChoose={onChoose}
        />
      ) : choices.error ? (
        <ErrorCallout error={choices.error} />
      ) : (
        <Skeleton className="h-40" />
      )}
      {stopsScenes && (
        <Callout tone="warning" title={t("changeWarning")}>
          <WorkingScenes scenes={account.scenes} />
        </Callout>
      )}
      <p className="text-small text-soft">
        <Link
          href="/settings/user-properties"
          className="text-jade hover:underline"
        >
          {t("manage")}
        </Link>
      </p>
    </div>
  );
}

function Confirmation({
  choice,
  account,
}: {
  choice: OpenidChoice | null;
  account: AccountSummary;
}) {
  const t = useTranslations("operations.openid");
  const format = useFormatter();
  if (choice)
    return (
      <Callout tone="warning" role="alert" title={t("sharedTitle")}>
        {t("sharedBody", {
          property: choice.displayName,
          names: format.list(
            choice.usedBy.map(({ name }) => name),
            "names",
          ),
        })}
      </Callout>
    );
  return (
    <Callout tone="warning" role="alert" title={t("clearTitle")}>
      <p>{t("clearBody", { name: account.name })}</p>
      <WorkingScenes scenes={account.scenes} />
    </Callout>
  );
}
