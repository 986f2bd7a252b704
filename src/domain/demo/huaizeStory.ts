import type { Deed } from './activities'
import type { Customer } from './customers'
import type { Days } from './days'
import { picture, schedule } from './papers'
import type { Step } from './topics'

/** What happened with 淮泽 lately, as people remember it: days ago, time, way, with whom, what, how it came out. */
const LATELY: readonly (readonly [number, string, Step['type'], string, string, string, Step['outcome']])[] = [
  [0, '09:26', 'call', '钱月华', '核对第三期广告款', '第三期款未付是因发票抬头有误，今天重开，周五前到账。', 'waiting'],
  [
    1,
    '16:05',
    'email',
    '贾思源',
    '来信：{y} 年封底排期',
    '1 至 6 期同意原价，7 至 12 期希望给到九折，并保留换稿两次。附上首期样稿，请确认出血。',
    'waiting',
  ],
  [
    2,
    '14:02',
    'visit',
    '贾思源',
    '拜访淮泽大厦',
    '见到副总贾思源与品牌部丁可。明年预算约 40 万，广告 26 万、参展 10 万，其余看效果。',
    'progress',
  ],
  [
    5,
    '10:41',
    'wechat',
    '丁可',
    '婚宴专题的选题',
    '丁可问婚宴专题的选题方向能否提前看，他们想配合投一个内页整版。',
    'progress',
  ],
  [
    7,
    '15:30',
    'call',
    '丁可',
    '通报版面色差处理',
    '上一期封底偏红，印厂已认定责任，答应补登一期。丁可接受，要求以后付印前看数码样。',
    'progress',
  ],
  [
    9,
    '11:10',
    'email',
    '丁可',
    '征订 {y} 年《糖酒经纬》46 份',
    '征订单已签回，发往总部 20 份、南京 14 份、苏州 12 份，名单和去年相同。',
    'progress',
  ],
  [
    13,
    '09:50',
    'call',
    '贾思源',
    '约见谈明年合作',
    '贾思源这周在外地开订货会，约下周见面，先把今年投放效果的数据发过去。',
    'progress',
  ],
  [
    16,
    '17:20',
    'email',
    '丁可',
    '发送今年投放效果汇总',
    '十一期封底的来电、扫码和同期竞品投放一并发出，丁可转给贾思源。',
    'waiting',
  ],
  [
    21,
    '14:40',
    'call',
    '贾思源',
    '沟通春季糖酒会参展',
    '想要 36 ㎡ 特装，靠主入口，最好和去年的位置连着。展位图出来先给他们选。',
    'progress',
  ],
  [
    27,
    '10:15',
    'visit',
    '丁可',
    '送样刊并看新品',
    '看了「运河藏」新包装，十二月上市，希望安排一次新品报道。',
    'progress',
  ],
  [
    34,
    '16:30',
    'call',
    '钱月华',
    '催收第三期广告款',
    '财务说抬头和合同不一致，退回重开，钱月华给了正确的开票资料。',
    'waiting',
  ],
  [62, '11:00', 'call', '吴晗', '了解手提袋采购', '吴晗在问手提袋印刷的价格，已介绍给合作的包装厂。', 'progress'],
]

const PAPERS: Readonly<Record<string, Pick<Deed, 'photos' | 'files'>>> = {
  '来信：{y} 年封底排期': { files: [picture('封底样稿-01.png', 'cover'), schedule('排期表.csv')] },
  拜访淮泽大厦: {
    photos: [picture('淮泽大厦.png', 'gate'), picture('样品陈列.png', 'shelf'), picture('灌装线.png', 'line')],
  },
  送样刊并看新品: { photos: [picture('运河藏新包装.png', 'bottle')] },
}

/** The latest chapter of 淮泽's story. */
export function huaizeStory(group: Customer, days: Days): Deed[] {
  const year = Number(days.day(0).slice(0, 4)) + (Number(days.day(0).slice(5, 7)) >= 8 ? 1 : 0)
  return LATELY.map(([ago, time, type, person, subject, body, outcome], i) => {
    const [hour, minute] = time.split(':').map(Number) as [number, number]
    const told = days.ago(days.working(ago), hour, minute)
    // Early in the morning the latest thing that happened was yesterday's.
    const at = told < days.now ? told : days.ago(days.working(1), 17, 10)
    const extra = PAPERS[subject]
    const contact = group.contacts.find(one => one.draft.name === person)!
    return {
      customer: group,
      contact,
      step: { type, subject, outcome, bodies: [body] },
      at,
      by: 'zhouyutong',
      subject: subject.replace('{y}', String(year)),
      body,
      next: i === 0 ? days.day(days.workingAhead(2)) : null,
      fill: { short: '淮泽', c: person, brand: '淮泽', off: '九折', k: '12', p: '封底' },
      ...extra,
    }
  })
}
