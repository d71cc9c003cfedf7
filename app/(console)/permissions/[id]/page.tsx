import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Holders } from "#components/permissions/holders.tsx";
import { SetHeader, SetPurpose } from "#components/permissions/set-header.tsx";
import { SetInterfaces } from "#components/permissions/set-interfaces.tsx";
import { Agreement, Exclusivity } from "#components/permissions/set-notes.tsx";
import { Card } from "#components/ui/card.tsx";
import { permissionHolders } from "#lib/accounts/index.ts";
import {
  permissionSetDetail,
  setNames,
} from "#lib/accounts/permissions/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = Number((await params).id);
  return { title: setNames([id], await getLocale())[id] };
}

export default async function PermissionSetPage({ params }: Props) {
  const actor = await requireUser();
  const set = permissionSetDetail(actor, (await params).id);
  if (!set) notFound();
  const [t, holders] = await Promise.all([
    getTranslations("permissions.detail"),
    permissionHolders(actor, set),
  ]);
  return (
    <>
      <SetHeader set={set} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-5">
          <Card title={t("purpose")}>
            <SetPurpose set={set} />
          </Card>
          <Card
            title={t("interfaces")}
            description={
              set.interfaces.length > 0 &&
              t("interfacesBody", { count: set.interfaces.length })
            }
          >
            <SetInterfaces interfaces={set.interfaces} />
          </Card>
        </div>
        <div className="grid gap-5">
          <Card title={t("exclusivity")}>
            <Exclusivity exclusive={set.exclusive} />
          </Card>
          <Card title={t("agreement")}>
            <Agreement agreement={set.agreement} />
          </Card>
          <Card title={t("holders")}>
            <Holders type={set.type} holders={holders} />
          </Card>
        </div>
      </div>
    </>
  );
}
