import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CodeBlock } from "#components/reference/code-block.tsx";
import { ReferenceBrowser } from "#components/reference/reference-browser.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { accountList } from "#lib/accounts/index.ts";
import { KEY_VARIABLE, reference } from "#lib/api/index.ts";
import { can } from "#lib/access/index.ts";
import { requireUser } from "#lib/identity/next/index.ts";
import * as documentRoute from "#app/api/v1/openapi.json/route.ts";
import { routes } from "#app/api/v1/routes.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("title") };
}

export default async function ReferencePage() {
  const actor = await requireUser();
  const t = await getTranslations("reference");
  const { items } = await accountList(actor, { limit: 1 });
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button asChild>
              <a href="/api/v1/openapi.json">{t("openapi")}</a>
            </Button>
            {can(actor, "api_keys.manage") && (
              <Button asChild>
                <Link href="/settings/api-keys">{t("keys")}</Link>
              </Button>
            )}
          </>
        }
      />
      <div className="grid gap-5">
        <Card title={t("start")} description={t("startBody")}>
          <div className="grid gap-3">
            <CodeBlock
              label={t("line")}
              text={`export ${KEY_VARIABLE}=lp_…`}
              copies
            />
            <p className="text-small text-soft">{t("limits")}</p>
          </div>
        </Card>
        <ReferenceBrowser
          groups={reference(
            { ...routes, "/openapi.json": documentRoute },
            items[0]?.appid ?? null,
          )}
        />
      </div>
    </>
  );
}
