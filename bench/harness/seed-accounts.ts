import type pg from "pg";

const COMPONENT_APPID = "wxbench0000000000";

const CHARACTERS =
  "云江青城南北望海山河星月春秋竹松梅兰清和安福瑞祥光明华夏东西中天地人文书香味食尚美家居乐童学优智慧创新科技联合众诚信达远行路桥水木金火土石玉珍宝珠翠红蓝绿紫白黑大小老少年时代世纪百千万亿元亨利贞泰康健益民生富贵喜庆欢笑语言声音画影视听说读写算数理化工农商贸易运输物流通信网络数据软件硬电子器机械车船飞鸟鱼虫花草树林森果蔬菜茶酒烘焙面包糖甜品料理厨房鲜米油盐酱醋";
const TRADES =
  "咖啡馆 书局 农场 便利店 健身 花店 茶社 甜品屋 烘焙坊 小馆 超市 药房 诊所 学堂 幼儿园 美发 影楼 车行 旅行社 律师事务所 家政 母婴 宠物医院 眼镜 珠宝 服饰 数码 家具 建材 五金 餐厅 火锅 烧烤 面馆 酒店 民宿 物业 教育 传媒 科技";
const CITIES =
  "北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 重庆 西安 天津 长沙 青岛 厦门 宁波 合肥 郑州 昆明 大连";
const FORMS = "有限公司 有限责任公司 个体工商户";
const SYLLABLES =
  "ka lo mi ne su ta ri vo be da zen lin mor tek sol art pix lab run go";
const ENGLISH_TRADES = "Studio Coffee Shop Lab Fitness Books";

/**
 * Fills a migrated database with accounts of one active platform: names and companies of varied characters, one in seven
 * Latin, authorized one every ninety seconds; all kinds and statuses. The same ones at each call.
 */
export async function seedAccounts(
  sql: pg.Client,
  count: number,
): Promise<void> {
  await sql.query(
    `insert into components (component_appid, source, active, app_secret_sealed, message_token_sealed, aes_key_sealed)
     values ($1, 'console', true, '', '', '')`,
    [COMPONENT_APPID],
  );
  await withoutIndexes(sql, "accounts", async () => {
    await sql.query(PICK);
    await sql.query("select setseed(0.42)");
    await sql.query(INSERT, [
      COMPONENT_APPID,
      count,
      [...CHARACTERS],
      ...[TRADES, CITIES, FORMS, SYLLABLES, ENGLISH_TRADES].map((words) =>
        words.split(" "),
      ),
    ]);
  });
  await sql.query("vacuum analyze accounts");
}

/** Building an index after the inserts is faster than maintaining it during them. */
async function withoutIndexes(
  sql: pg.Client,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = $1 and indexname not like '%pkey'`,
    [table],
  );
  for (const { name } of rows) await sql.query(`drop index ${name}`);
  await work();
  await sql.query("set maintenance_work_mem = '512MB'");
  for (const { definition } of rows) await sql.query(definition);
}

const PICK = `
  create function pg_temp.pick(words text[], dice int) returns text immutable
  return words[1 + dice % cardinality(words)]`;

const INSERT = `
  insert into accounts (appid, component_appid, type, kind, name, principal, verified, user_name, status, permission_sets,
    authorized_at, info_fetched_at)
  select 'wx' || lpad(to_hex(number), 16, '0'), $1,
    case kind when 'mini_program' then 'mini_program' else 'official_account' end, kind,
    case when dice[1] % 7 = 0
      then initcap(pick($7, dice[2]) || pick($7, dice[3]) || pick($7, dice[4])) || ' ' || pick($8, dice[5])
      else pick($3, dice[2]) || pick($3, dice[3]) || case when dice[1] % 3 = 0 then pick($3, dice[4]) else '' end || pick($4, dice[5])
    end,
    pick($5, dice[6]) || pick($3, dice[2]) || pick($3, dice[3]) || pick($4, dice[5]) || pick($6, dice[7]),
    kind <> 'subscription', 'gh_' || substr(md5(number::text), 1, 12),
    pick('{enabled,enabled,enabled,enabled,disabled,disabled,deauthorized}', dice[8]),
    '{1,2,3,4,7,8,11,15}', timestamptz '2024-01-01' + number * interval '90 seconds', now()
  from (
    select number, dice, pick('{service,service,subscription,mini_program}', dice[9]) as kind
    from generate_series(1, $2) as number, lateral (
      select array_agg((random() * 1000000)::int) as dice from generate_series(1, 9) where number > 0
    ) as thrown
  ) as account`.replaceAll(/\bpick\(/g, "pg_temp.pick(");
