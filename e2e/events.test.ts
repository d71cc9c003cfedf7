import { sample } from "../tests/harness/accounts.ts";
import { eventually, type Deployment } from "../tests/harness/deployment.ts";
import { expect, originOf, test } from "./support/fixtures.ts";

test.use({ part: "events" });

const refuseExchanges = (deployment: Deployment) =>
  deployment.sandbox.setScenario({
    failures: [{ path: "api_query_auth", times: 1_000, errcode: 61004 }],
  });
const allowExchanges = (deployment: Deployment) =>
  deployment.sandbox.setScenario({ failures: [] });

/** An account's `authorized` whose tries are used up. */
async function park(deployment: Deployment, name: string): Promise<string> {
  const appid = sample(deployment, name);
  refuseExchanges(deployment);
  await deployment.sandbox.control("authorize", { appid });
  await reaches(deployment, appid, "error_key is not null");
  await deployment.sql.query(
    "update inbox set attempts = 7, next_attempt_at = now() where appid = $1",
    [appid],
  );
  await reaches(deployment, appid, "state = 'failed'");
  return appid;
}

const reaches = (deployment: Deployment, appid: string, condition: string) =>
  eventually(
    async () =>
      (
        await deployment.sql.query(
          `select 1 from inbox where appid = $1 and ${condition}`,
          [appid],
        )
      ).rowCount === 1,
  );

test("an operator finds a parked event, reads why, fixes the cause and processes it again", async ({
  operator,
  deployment,
}) => {
  const appid = await park(deployment, "云杉咖啡");
  await operator.goto(originOf(deployment));
  await operator.getByRole("link", { name: "回调事件" }).click();
  await expect(operator.getByText("1 个事件已搁置。")).toBeVisible();
  await operator.getByRole("link", { name: "只看已搁置" }).click();
  const row = operator.getByRole("row", { name: /授权成功/ });
  await expect(row).toContainText(appid);
  await expect(row).toContainText("已搁置");
  await expect(row).toContainText("白名单");
  await expect(operator.getByRole("row", { name: /ticket/ })).toHaveCount(0);
  await row.getByRole("button", { name: "查看" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByText(/<AuthorizationCode>••• \(/)).toBeVisible();
  await expect(dialog).not.toContainText("queryauthcode");
  await dialog.getByRole("button", { name: "重新处理" }).click();
  await expect(dialog.getByText("未成功 1 个")).toBeVisible();
  await expect(dialog.getByText(/下次重试/)).toBeVisible();
  await operator.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await deployment.sql.query(
    "update inbox set state = 'failed' where appid = $1",
    [appid],
  );
  allowExchanges(deployment);
  await operator.reload();
  await row.getByRole("button", { name: "重新处理" }).click();
  await expect(operator.getByText("已处理 1 个。")).toBeVisible();
  await expect(
    operator.getByRole("region", { name: "重新处理" }),
  ).toBeFocused();
  await expect(
    operator.getByRole("heading", { name: "没有符合条件的事件" }),
  ).toBeVisible();
  await operator.getByRole("link", { name: "清除筛选" }).click();
  await expect(row).toContainText("已处理");
  await row.getByRole("link", { name: "云杉咖啡" }).click();
  await operator.getByRole("link", { name: "全部事件" }).click();
  await expect(operator.getByRole("searchbox")).toHaveValue(appid);
  await expect(row).toBeVisible();
});

test("all parked events of a filter are processed again with one button", async ({
  operator,
  deployment,
}) => {
  await park(deployment, "青禾农场");
  await park(deployment, "望江书局");
  await operator.goto(`${originOf(deployment)}/events?type=event:authorized`);
  await expect(operator.getByText("2 个事件已搁置。")).toBeVisible();
  await operator.getByRole("button", { name: "全部重新处理" }).click();
  await expect(operator.getByText("未成功 2 个")).toBeVisible();
  const failures = operator.getByRole("list", { name: "未成功的事件" });
  await expect(failures.getByText(/白名单/)).toHaveCount(2);
  await expect(operator.getByText(/个事件已搁置/)).toHaveCount(0);

  await deployment.sql.query(
    "update inbox set state = 'failed' where state = 'pending'",
  );
  allowExchanges(deployment);
  await operator.getByRole("button", { name: "全部重新处理" }).click();
  await expect(operator.getByText("已处理 2 个。")).toBeVisible();
});

test("a viewer can read events and has no buttons to change them", async ({
  operator,
  deployment,
}) => {
  await park(deployment, "鹿鸣旅行");
  await deployment.sql.query("update users set role = 'viewer'");
  await operator.goto(`${originOf(deployment)}/events`);
  await expect(operator.getByText("1 个事件已搁置。")).toBeVisible();
  await expect(operator.getByRole("button", { name: /重新处理/ })).toHaveCount(
    0,
  );
  await operator
    .getByRole("row", { name: /已搁置/ })
    .getByRole("button", { name: "查看" })
    .click();
  const dialog = operator.getByRole("dialog");
  await expect(
    dialog.getByText("<InfoType>authorized</InfoType>"),
  ).toBeVisible();
  await expect(dialog.getByRole("button", { name: "重新处理" })).toHaveCount(0);
  await deployment.sql.query("update users set role = 'owner'");
});

test("new events appear without reloading, and an unnamed type can be filtered by", async ({
  operator,
  deployment,
}) => {
  await operator.goto(`${originOf(deployment)}/events`);
  await deployment.sandbox.push({
    kind: "event",
    fields: { InfoType: "notify_something_new", appid: "wxsomebody" },
  });
  const row = operator.getByRole("row", { name: /notify_something_new/ });
  await expect(row).toContainText("已处理");
  await row.getByRole("button", { name: "查看" }).click();
  await operator.getByRole("link", { name: "只看这类事件" }).click();
  await expect(operator.getByRole("dialog")).toHaveCount(0);
  await expect(operator.getByLabel("类型")).toHaveValue(
    "event:notify_something_new",
  );
  await expect(operator.getByRole("row")).toHaveCount(2);
});
