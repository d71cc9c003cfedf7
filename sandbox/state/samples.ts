import sets from "./permission-sets.json" with { type: "json" };
import type { Account, AccountType } from "./types.ts";

/** The simulated WeChat users. */
export const people = [
  {
    id: "lilei",
    name: "李雷",
    about: "多数账号的管理员 · admin of most accounts",
  },
  {
    id: "hanmeimei",
    name: "韩梅梅",
    about: "少数账号的管理员 · admin of some accounts",
  },
  {
    id: "passerby",
    name: "路人甲",
    about: "不是任何账号的管理员 · admin of none",
  },
] as const;

/** The sets that an account of a type can grant, exclusive ones marked. */
export function setsOf(type: AccountType) {
  return sets.filter((set) => set.accountType === type);
}

type Sample = Pick<
  Account,
  "name" | "principal" | "type" | "serviceType" | "verifyType"
> &
  Partial<Account>;

const samples: Sample[] = [
  {
    name: "云杉咖啡",
    principal: "杭州云杉餐饮管理有限公司",
    type: "official_account",
    serviceType: 2,
    verifyType: 0,
  },
  {
    name: "望江书局",
    principal: "成都望江书局有限责任公司",
    type: "official_account",
    serviceType: 2,
    verifyType: 0,
    admins: ["lilei", "hanmeimei"],
  },
  {
    name: "青禾农场",
    principal: "青禾（苏州）农业科技有限公司",
    type: "official_account",
    serviceType: 2,
    verifyType: -1,
  },
  {
    name: "城南夜话",
    principal: "南京城南文化传媒有限公司",
    type: "official_account",
    serviceType: 0,
    verifyType: 0,
  },
  {
    name: "老周修车铺",
    principal: "个人",
    type: "official_account",
    serviceType: 1,
    verifyType: -1,
  },
  {
    name: "北岸健身",
    principal: "宁波北岸体育发展有限公司",
    type: "official_account",
    serviceType: 2,
    verifyType: 0,
    otherProviders: 15,
  },
  {
    name: "鹿鸣旅行",
    principal: "厦门鹿鸣国际旅行社有限公司",
    type: "official_account",
    serviceType: 2,
    verifyType: 0,
    heldByOthers: [24, 34, 54],
  },
  {
    name: "旧站广播",
    principal: "武汉旧站广播有限公司",
    type: "official_account",
    serviceType: 2,
    verifyType: 0,
    accountStatus: 19,
  },
  {
    name: "云杉咖啡点单",
    principal: "杭州云杉餐饮管理有限公司",
    type: "mini_program",
    serviceType: 0,
    verifyType: 0,
  },
  {
    name: "望江读书会",
    principal: "成都望江书局有限责任公司",
    type: "mini_program",
    serviceType: 0,
    verifyType: 0,
    admins: ["hanmeimei"],
  },
  {
    name: "青禾到家",
    principal: "青禾（苏州）农业科技有限公司",
    type: "mini_program",
    serviceType: 0,
    verifyType: -1,
  },
  {
    name: "小陈的记账本",
    principal: "个人",
    type: "mini_program",
    serviceType: 0,
    verifyType: -1,
  },
  {
    name: "鹿鸣门票",
    principal: "厦门鹿鸣国际旅行社有限公司",
    type: "mini_program",
    serviceType: 0,
    verifyType: 0,
    heldByOthers: [18, 25, 76],
  },
];

/** Ids that stay the same at each start, so that what was connected is found again. */
export function sampleAccounts(): Account[] {
  return [
    ...samples.map((sample, index) => accountOf(sample, index)),
    ...releaseCheckAccounts(),
  ];
}

function accountOf(sample: Sample, index: number): Account {
  const digits = (0x5a3d_0000_0000 + index * 0x9e37_79b1)
    .toString(16)
    .padStart(16, "0")
    .slice(-16);
  return {
    appid: `wx${digits}`,
    userName: `gh_${digits.slice(-12)}`,
    signature: `${sample.name}，欢迎您。`,
    admins: ["lilei"],
    accountStatus: 1,
    heldByOthers: [],
    otherProviders: 0,
    grant: null,
    ...sample,
  };
}

/** More accounts of one kind, for tests with many. */
export function numberedAccount(index: number): Account {
  return {
    ...accountOf(
      {
        name: `连锁门店 ${index}`,
        principal: "连锁门店有限公司",
        type: "official_account",
        serviceType: 2,
        verifyType: 0,
      },
      1000 + index,
    ),
  };
}

/** The test accounts of 全网发布 (protocol 8.2); they have no owner, so that no page offers them. */
export const releaseCheckGroups = [
  [
    ["wx570bc396a51b8ff8", "gh_3c884a361561"],
    ["wxd101a85aa106f53e", "gh_8dad206e9538"],
  ],
  [
    ["wx9252c5e0bb1836fc", "gh_c0f28a78b318"],
    ["wxc39235c15087f6f3", "gh_905ae9d01059"],
  ],
  [
    ["wx8e1097c5bc82cde9", "gh_3f222ed8d140"],
    ["wx7720d01d4b2a4500", "gh_393666f1fdf4"],
  ],
  [
    ["wx14550af28c71a144", "gh_26128078e9ab"],
    ["wx05d483572dcd5d8b", "gh_39abb5d4e1b7"],
  ],
  [
    ["wxa35b9c23cfe664eb", "gh_2b3713f184a6"],
    ["wx5910277cae6fd970", "gh_7818dcb60240"],
  ],
] as const;

function releaseCheckAccounts(): Account[] {
  return releaseCheckGroups.flatMap(([officialAccount, miniProgram], group) =>
    (
      [
        ["official_account", officialAccount],
        ["mini_program", miniProgram],
      ] as const
    ).map(([type, [appid, userName]]) => ({
      ...accountOf(
        {
          name: `全网发布测试 ${group + 1}`,
          principal: "微信",
          type,
          serviceType: 2,
          verifyType: 0,
        },
        500 + group,
      ),
      appid,
      userName,
      admins: [],
    })),
  );
}
