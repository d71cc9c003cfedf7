import type { Locator, Page } from "@playwright/test";
import {
  connect,
  enabled,
  property,
  sample,
  view,
} from "../tests/harness/accounts.ts";
import { eventually, type Deployment } from "../tests/harness/deployment.ts";
import {
  confirmAuthorization,
  copyLink,
  expect,
  goToWeChat,
  originOf,
  phoneOf,
  test,
} from "./support/fixtures.ts";

test.use({ part: "operations" });

/** Where an operator finds an account's operations: in its row, or on its own page. */
const places = ["list", "detail"] as const;

async function open(
  page: Page,
  deployment: Deployment,
  appid: string,
  place: (typeof places)[number],
): Promise<Locator> {
  const { name } = await view(deployment, appid);
  if (place === "list") {
    await page.goto(`${originOf(deployment)}/accounts?q=${appid}`);
    return page.getByRole("row").filter({ hasText: name });
  }
  await page.goto(`${originOf(deployment)}/accounts/${appid}`);
  return page.getByRole("main");
}

async function unused(deployment: Deployment): Promise<string> {
  const found = deployment.sandbox
    .accounts()
    .find(({ name, grant }) => name.startsWith("连锁门店") && !grant);
  if (found) return found.appid;
  await deployment.sandbox.control("accounts-add", { count: 20 });
  return unused(deployment);
}
const press = (scope: Locator | Page, name: string) =>
  scope.getByRole("button", { name, exact: true }).first().click();

for (const place of places) {
  test.describe(`from the ${place}`, () => {
    test("an account gets its OpenID property, is enabled, and is disabled after confirmation", async ({
      operator,
      deployment,
    }) => {
      const appid = await connect(deployment, await unused(deployment));
      const { name } = await property(deployment);
      const scope = await open(operator, deployment, appid, place);
      await press(scope, "设置 OpenID");
      const dialog = operator.getByRole("dialog");
      await dialog.getByRole("searchbox").fill(name);
      await dialog.getByRole("radio", { name }).check();
      await press(dialog, "保存");
      await expect(dialog).toHaveCount(0);
      await expect(scope.getByText("条件已齐，可以开启")).toBeVisible();
      await press(scope, "开启");
      await expect(scope.getByText("已开启").first()).toBeVisible();
      await press(scope, "停用");
      await expect(dialog.getByText("服务号模板消息")).toBeVisible();
      await press(dialog, "停用");
      await expect(scope.getByText("未开启").first()).toBeVisible();
      expect((await view(deployment, appid)).status).toBe("disabled");
    });

    test("an account that is not ready shows each failed check with a link to its fix", async ({
      operator,
      deployment,
    }) => {
      const appid = await connect(
        deployment,
        sample(deployment, "望江书局"),
        [1, 2, 3],
      );
      const scope = await open(operator, deployment, appid, place);
      await press(scope, "开启");
      const dialog = operator.getByRole("dialog");
      await expect(dialog.getByText("已通过微信认证")).toBeVisible();
      await expect(dialog.getByText("最小权限集不全")).toBeVisible();
      await expect(
        dialog.getByText("群发与通知、微信卡券、素材管理、菜单管理"),
      ).toBeVisible();
      await expect(
        dialog.getByRole("button", { name: "开启", exact: true }),
      ).toBeDisabled();
      await press(dialog, "设置 OpenID");
      await expect(
        dialog.getByRole("heading", { name: "设置「望江书局」的 OpenID" }),
      ).toBeVisible();
      await operator.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await press(scope, "开启");
      await press(dialog, "更新授权");
      await expect(dialog.getByText("请管理员勾选：群发与通知")).toBeVisible();
      await operator.keyboard.press("Escape");
    });

    test("the quota is reset after confirmation, and the values before and after are shown", async ({
      operator,
      deployment,
    }) => {
      const appid = await connect(deployment, await unused(deployment));
      await deployment.sandbox.control("quota", {
        appid,
        path: "/cgi-bin/message/mass/sendall",
        used: 92,
      });
      const scope = await open(operator, deployment, appid, place);
      await press(scope, "重置限额");
      const dialog = operator.getByRole("dialog");
      await expect(dialog.getByText("本月剩余 10 / 10 次")).toBeVisible();
      await expect(
        dialog.getByRole("meter", { name: "群发", exact: true }),
      ).toHaveAttribute("aria-valuenow", "92");
      await press(dialog, "重置限额");
      await expect(dialog.getByText("确认要重置吗？")).toBeVisible();
      expect(deployment.sandbox.calls("clear_quota").length).toBe(
        place === "list" ? 0 : 1,
      );
      await press(dialog, "确认重置");
      await expect(dialog.getByText("群发：92 → 0").first()).toBeVisible();
      await expect(dialog.getByText("本月剩余 9 / 10 次")).toBeVisible();
    });

    test("deleting needs WeChat's deauthorization, the account's name and a fresh proof of identity", async ({
      operator,
      deployment,
    }) => {
      const appid = await connect(deployment, await unused(deployment));
      const { name } = await view(deployment, appid);
      const scope = await open(operator, deployment, appid, place);
      await press(scope, "删除");
      const dialog = operator.getByRole("dialog");
      await expect(
        dialog.getByText("账号仍在授权中，现在不能删除"),
      ).toBeVisible();
      await expect(dialog.getByText("查看平台详情")).toBeVisible();
      await expect(
        dialog.getByRole("button", { name: "删除", exact: true }),
      ).toBeDisabled();
      await operator.keyboard.press("Escape");
      await deployment.sandbox.control("deauthorize", { appid });
      await eventually(
        async () => (await view(deployment, appid)).status === "deauthorized",
      );
      await deployment.sql.query(
        "update sessions set authenticated_at = now() - interval '1 hour'",
      );
      await press(await open(operator, deployment, appid, place), "删除");
      await expect(dialog.getByText("2 条授权记录")).toBeVisible();
      const remove = dialog.getByRole("button", { name: "删除", exact: true });
      await expect(remove).toBeDisabled();
      await dialog.getByLabel(/请输入账号名称/).fill(name);
      await remove.click();
      const confirm = dialog.getByRole("button", { name: "确认" });
      await dialog.getByLabel("您的密码").fill("wrong password");
      await confirm.click();
      await expect(dialog.getByText("密码不正确")).toBeVisible();
      await dialog.getByLabel("您的密码").fill("correct horse battery");
      await confirm.click();
      await expect(dialog.getByText("已删除")).toBeVisible();
      await press(dialog, "回到列表");
      await operator.goto(`${originOf(deployment)}/accounts?q=${appid}`);
      await expect(operator.getByText("没有符合条件的账号")).toBeVisible();
    });
  });
}

test("a property of another account is taken only after a second question that names it", async ({
  operator,
  deployment,
}) => {
  const [first, second] = [
    await connect(deployment, await unused(deployment)),
    await connect(deployment, await unused(deployment)),
  ];
  const shared = await property(deployment);
  await deployment.session.send(
    "PUT",
    `/api/v1/accounts/${first}/openid-property`,
    {
      propertyId: shared.id,
    },
  );
  const scope = await open(operator, deployment, second, "detail");
  await press(scope, "设置 OpenID");
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("searchbox").fill(shared.name);
  await dialog.getByRole("radio", { name: shared.name }).check();
  await press(dialog, "保存");
  await expect(
    dialog.getByText(`已用于「${(await view(deployment, first)).name}」`),
  ).toBeVisible();
  expect((await view(deployment, second)).openidProperty).toBeNull();
  await press(dialog, "仍然使用");
  await expect(dialog).toHaveCount(0);
  await expect(
    scope.getByRole("definition").filter({ hasText: shared.name }),
  ).toBeVisible();
});

test("clearing the OpenID property of an enabled account disables it after confirmation", async ({
  operator,
  deployment,
}) => {
  const appid = await enabled(deployment, await unused(deployment));
  const scope = await open(operator, deployment, appid, "detail");
  await press(scope, "设置 OpenID");
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("radio", { name: "不设置（清除）" }).check();
  await press(dialog, "保存");
  await expect(dialog.getByText("清除后账号会停用")).toBeVisible();
  expect((await view(deployment, appid)).status).toBe("enabled");
  await press(dialog, "清除并停用");
  await expect(scope.getByText("OpenID 已清除，账号已自动停用")).toBeVisible();
});

test("a used-up month cannot be reset, and Mini Programs have no reset button", async ({
  operator,
  deployment,
}) => {
  const appid = await connect(deployment, await unused(deployment));
  await deployment.sql.query(
    `insert into quota_resets (appid, by_id, by_name, outcome, lease_until)
     select $1, gen_random_uuid(), '小王', 'done', now() from generate_series(1, 10)`,
    [appid],
  );
  await press(await open(operator, deployment, appid, "detail"), "重置限额");
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByText("本月剩余 0 / 10 次")).toBeVisible();
  await expect(dialog.getByText("小王").first()).toBeVisible();
  await expect(
    dialog.getByRole("button", { name: "重置限额", exact: true }),
  ).toBeDisabled();
  const program = await connect(deployment, sample(deployment, "云杉咖啡点单"));
  for (const place of places) {
    const scope = await open(operator, deployment, program, place);
    await expect(
      scope.getByRole("button", { name: "更新授权", exact: true }).first(),
    ).toBeVisible();
    await expect(scope.getByRole("button", { name: "重置限额" })).toHaveCount(
      0,
    );
  }
});

test("an updated authorization tells the admin what to tick and the operator what changed", async ({
  operator,
  deployment,
}) => {
  const appid = await connect(
    deployment,
    sample(deployment, "云杉咖啡"),
    [1, 2, 3, 8, 11, 15],
  );
  const scope = await open(operator, deployment, appid, "detail");
  await operator
    .context()
    .grantPermissions(["clipboard-read", "clipboard-write"]);
  await press(scope, "更新授权");
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByText("方式1：重新扫码")).toBeVisible();
  await expect(dialog.getByText("第三方设置")).toHaveCount(0);
  await press(dialog, "生成二维码");
  // The guide has a link of its own to copy.
  await expect(dialog.getByText("方式1：重新扫码")).toHaveCount(0);
  const url = await copyLink(operator);
  const { context, phone } = await phoneOf(operator);
  await phone.goto(url);
  await expect(phone.getByText("这次请您特别勾选：群发与通知")).toBeVisible();
  await goToWeChat(phone, url, "李雷");
  await confirmAuthorization(phone, "云杉咖啡", ["菜单管理"]);
  await expect(dialog.getByText(/新增权限：.*群发与通知/)).toBeVisible();
  await expect(dialog.getByText("失去权限：菜单管理")).toBeVisible();
  await press(dialog, "确定");
  await context.close();
});

test("a bulk operation on sixty filtered accounts counts its progress and lists each failure", async ({
  operator,
  deployment,
}) => {
  await deployment.sandbox.control("accounts-add", { count: 60 });
  for (const { appid } of deployment.sandbox.accounts().slice(-60))
    await deployment.sandbox.control("authorize", { appid });
  const last = deployment.sandbox.accounts().at(-1)?.appid ?? "";
  await connect(deployment, last);
  const ready = await enabled(deployment, await unused(deployment));
  await deployment.session.send("POST", `/api/v1/accounts/${ready}/disable`);
  await operator.goto(
    `${originOf(deployment)}/accounts?q=${encodeURIComponent("连锁门店")}&status=disabled`,
  );
  await operator.getByRole("checkbox", { name: "选择本页" }).check();
  await expect(operator.getByText("已选 50 个")).toBeVisible();
  await press(operator, "选择符合条件的全部账号");
  await expect(operator.getByText(/已选符合条件的全部 \d+ 个/)).toBeVisible();
  await press(operator, "批量开启");
  await expect(
    operator.getByText(/完成：成功 [1-9]\d* 个，失败 \d+ 个/),
  ).toBeVisible();
  await expect(
    operator.getByText("尚未设置 OpenID，不能开启").first(),
  ).toBeVisible();
  expect((await view(deployment, ready)).status).toBe("enabled");
  const [download] = await Promise.all([
    operator.waitForEvent("download"),
    operator.getByRole("link", { name: "导出 CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("accounts.csv");
});

test("a bulk operation can be stopped, and the accounts left out are listed", async ({
  operator,
  deployment,
}) => {
  deployment.sandbox.setScenario({ latencyMs: 300 });
  await operator.goto(
    `${originOf(deployment)}/accounts?q=${encodeURIComponent("连锁门店")}`,
  );
  await operator.getByRole("checkbox", { name: "选择本页" }).check();
  await press(operator, "从微信更新");
  await press(operator, "停止");
  await expect(operator.getByText(/已停止，\d+ 个没有执行/)).toBeVisible();
  deployment.sandbox.setScenario({ latencyMs: 0 });
});

test("a viewer sees no operations", async ({ operator, deployment }) => {
  const appid = await connect(deployment, await unused(deployment));
  await deployment.sql.query("update users set role = 'viewer'");
  for (const place of places) {
    const scope = await open(operator, deployment, appid, place);
    await expect(scope.getByText("未开启").first()).toBeVisible();
    for (const name of ["开启", "设置 OpenID", "更新授权", "重置限额", "删除"])
      await expect(
        scope.getByRole("button", { name, exact: true }),
      ).toHaveCount(0);
  }
  await deployment.sql.query("update users set role = 'owner'");
});
