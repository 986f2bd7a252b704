import { regionCode } from '../../core/vocabulary/regions'
import type { Chance } from './chance'
import { HUAIZE } from './companies'
import type { Contact, Customer } from './customers'
import type { Days } from './days'
import { landline, mobile } from './numbers'
import { MARKETING } from './people'

const WAN = 1_000_000

/**
 * The customer whose page the demo shows best: a group with a parent, a branch and an office, five people, seven years of
 * history.
 */
export function huaize(chance: Chance, days: Days): Customer[] {
  const registeredAt = days.ago(days.working(2_447), 15, 20)
  const shared = {
    board: MARKETING,
    trade: 'distillery',
    city: '淮安',
    brand: '淮泽',
    contacts: [],
  } as const
  const owners = [
    { login: 'limin', from: registeredAt },
    { login: 'zhouyutong', from: days.ago(days.working(1_120), 17, 40) },
  ]
  const holding: Customer = {
    ...shared,
    at: days.ago(days.working(2_455), 16),
    owners,
    pace: 'slow',
    short: '淮泽控股',
    contacts: [],
    draft: {
      name: '淮安淮泽控股有限公司',
      shortName: '淮泽控股',
      type: 'old',
      level: 'normal',
      region: regionCode('江苏淮安清江浦区'),
      address: '翔宇中道 188 号淮泽大厦 18 层',
      phone: '0517-0550 6600',
      ownership: 'private',
      businessType: 'other',
      size: 'large',
      source: 'fair',
      recordedOn: days.day(2_455),
      note: '集团母公司，投放由酒业集团品牌部决定。',
    },
  }
  const group: Customer = {
    ...shared,
    at: registeredAt,
    owners,
    pace: 'busy',
    short: '淮泽',
    contacts: [],
    parent: holding,
    draft: {
      name: HUAIZE,
      shortName: '淮泽酒业',
      type: 'old',
      level: 'strategic',
      status: 'active',
      creditCode: '91320800MA1X7K3Q5N',
      legalPerson: '贺成川',
      ownership: 'private',
      region: regionCode('江苏淮安清江浦区'),
      address: '翔宇中道 188 号淮泽大厦 12 层',
      postcode: '223001',
      phone: '0517-0550 6621',
      fax: '0517-0550 6622',
      email: 'brand@huaize.example',
      website: 'http://www.huaize.example',
      businessType: 'production-food',
      productCategory: 'baijiu',
      industry: 'C15',
      salesChannels: ['city', 'county', 'catering', 'group'],
      brands: '淮泽、运河藏、三水坊',
      size: 'large',
      employees: 800,
      annualRevenue: 64_000 * WAN,
      registeredCapital: 12_000 * WAN,
      foundedOn: '1998-05-18',
      credit: 'a',
      creditLimit: 200 * WAN,
      source: 'fair',
      keyAccount: true,
      tags: ['fair-regular', 'strict-invoice', 'wedding'],
      branchKind: 'subsidiary',
      recordedOn: days.day(2_447),
      fairIntent: 'strong',
      dispatchAddress: '总部 20 份、南京办事处 14 份、苏州分公司 12 份',
      note: '发票抬头必须写集团全称，附合同编号，否则财务退票。',
    },
  }
  const place = (
    short: string,
    city: string,
    region: string,
    kind: string,
    areaCode: string,
    address: string,
  ): Customer => ({
    ...shared,
    at: days.ago(days.working(kind === 'office' ? 1_980 : 1_010), 11, 12),
    owners: [
      { login: kind === 'office' ? 'limin' : 'zhouyutong', from: registeredAt },
      ...(kind === 'office' ? [owners[1]!] : []),
    ],
    pace: 'slow',
    short,
    city,
    contacts: [],
    parent: group,
    draft: {
      name: `${HUAIZE}${short.slice(2)}`,
      shortName: short,
      type: 'old',
      level: 'normal',
      region: regionCode(region),
      address,
      phone: landline(chance, areaCode),
      branchKind: kind,
      businessType: 'trade-food',
      productCategory: 'baijiu',
      brands: '淮泽、运河藏',
      source: 'referral',
      recordedOn: days.day(kind === 'office' ? 1_980 : 1_010),
    },
  })
  const person = (i: number, draft: Contact['draft']): Contact => ({
    at: new Date(registeredAt.getTime() + i * 97 * 86_400_000 + 600_000),
    draft: { phone: mobile(chance), ...draft },
  })
  group.contacts = [
    person(0, {
      name: '贾思源',
      position: '副总经理',
      department: '总经理办公室',
      role: 'decider',
      gender: 'male',
      email: 'jiasiyuan@huaize.example',
      officePhone: '0517-0550 6608',
      wechat: 'jiasiyuan_hz',
      birthday: '1974-12-03',
      hobbies: '书法、品茶',
      note: '主管品牌和市场，二十万以上由他签字。',
    }),
    person(1, {
      name: '丁可',
      position: '品牌部经理',
      department: '品牌部',
      role: 'influencer',
      gender: 'female',
      email: 'dingke@huaize.example',
      officePhone: '0517-0550 6615',
      wechat: 'dingke1987',
      birthday: '1987-06-21',
      tags: ['wedding'],
    }),
    person(2, {
      name: '钱月华',
      position: '财务部副经理',
      department: '财务部',
      role: 'gatekeeper',
      gender: 'female',
      officePhone: '0517-0550 6631',
      note: '付款日为每月 10 日和 25 日。',
    }),
    person(3, {
      name: '吴晗',
      position: '采购专员',
      department: '采购部',
      role: 'buyer',
      gender: 'male',
      email: 'wuhan@huaize.example',
    }),
    person(4, {
      name: '贺成川',
      position: '董事长',
      department: '董事会',
      role: 'decider',
      gender: 'male',
      birthday: '1962-02-14',
      lunarBirthday: true,
    }),
  ]
  return [
    holding,
    group,
    place('淮泽南京办事处', '南京', '江苏南京鼓楼区', 'office', '025', '中央北路 66 号 5 层'),
    place('淮泽苏州分公司', '苏州', '江苏苏州相城区', 'branch', '0512', '采莲路 21 号'),
  ]
}
