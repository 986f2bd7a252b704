import type { Trade } from './companies'

/**
 * What the company's people and its customers talk about: each topic runs over several steps in their order. Words in braces
 * are filled in: {c} the contact, {short} the customer, {j} a journal, {m} a month to come, {y} next year, {p} a place in the
 * journal, {k} issues, {n} copies, {area} square metres, {amt} an amount, {brand} a brand, {fair} the next fair, {off} a discount.
 */
export interface Step {
  type: 'call' | 'visit' | 'email' | 'meeting' | 'wechat' | 'sms' | 'note'
  /** Also what the task says that leads to it. */
  subject: string
  outcome: 'progress' | 'waiting' | 'missed' | 'declined' | null
  bodies: readonly string[]
}
export interface Topic {
  name: string
  for: readonly Trade[]
  steps: readonly Step[]
}

const step = (type: Step['type'], subject: string, outcome: Step['outcome'], ...bodies: string[]): Step => ({
  type,
  subject,
  outcome,
  bodies,
})

const MAKERS: Trade[] = ['distillery', 'food', 'sugar']
const BUYERS: Trade[] = ['dealer', 'chain']

/** By board, what its people talk about. */
export const TOPICS: Readonly<Record<'sales' | 'fair' | 'news' | 'subscription', readonly Topic[]>> = {
  sales: [
    {
      name: 'advertising',
      for: [...MAKERS, 'chain', 'packing'],
      steps: [
        step(
          'call',
          '了解 {y} 年广告预算',
          'progress',
          '{c}说明年预算十二月初定，媒体这块和今年差不多，要先看版面。',
          '明年重点推{brand}，{c}希望我们按季度给一个投放建议。',
          '{c}说预算还没批，市场部在排全年计划，月底前能有数。',
        ),
        step(
          'email',
          '发送《{j}》刊例和样刊',
          'waiting',
          '已发 {y} 年刊例、近三期样刊电子版和同类客户案例，{c}回复收到。',
          '刊例、发行区域表和读者构成一起发给{c}，请对方一周内反馈。',
        ),
        step(
          'call',
          '听取对刊例的意见',
          'progress',
          '{c}倾向{p}，觉得全年价偏高，问 {k} 期能否按全年折扣算。',
          '看过样刊，{c}对印刷满意，要求广告页对面不放同类产品。',
        ),
        step(
          'visit',
          '上门谈{p}投放',
          'progress',
          '见到{c}。{p} {k} 期基本认可，{amt}以内可以当场定，超出要报总经理。',
          '和{c}谈了一个多小时，对方想把{brand}的新品上市放在 {m} 月刊，请我们留{p}。',
        ),
        step(
          'email',
          '报价{p} {k} 期',
          'waiting',
          '报价 {amt}，含设计修改两次，有效期十五天，已发{c}并短信提醒。',
          '按 {k} 期 {off} 报 {amt}，附排期表，请{c}确认出血尺寸。',
        ),
        step(
          'wechat',
          '跟进报价',
          'waiting',
          '{c}回复还在走内部流程，下周给答复。',
          '{c}说总经理出差，回来就签字，问能否先锁版面。',
        ),
        step(
          'call',
          '谈折扣',
          'progress',
          '{c}希望给到 {off}，我方答复请示后回电。同时提出加送一篇企业专访。',
          '{c}拿酒市快讯的价格来比，说明了发行量差别，对方接受 {off}。',
        ),
        step(
          'meeting',
          '确认排期和付款方式',
          'progress',
          '定了 {p} {k} 期，分两次付款，{m} 月刊起刊，{c}负责催设计稿。',
          '三方会：{c}、对方广告公司和我方策划组，首期画面周五交初稿。',
        ),
        step(
          'email',
          '催交 {m} 月刊设计稿',
          'waiting',
          '已把尺寸、色彩要求再发一遍，截稿前三天没到就用上一期画面。',
          '设计稿缺出血位，已退回请{c}改好重发。',
        ),
        step(
          'wechat',
          '确认 {m} 月刊清样',
          'progress',
          '清样{c}确认无误，可以付印。',
          '{c}改了一处电话，其余确认，已转排版。',
        ),
        step(
          'call',
          '回访投放效果',
          'progress',
          '{m} 月刊出来后接到十几个咨询电话，{c}比较满意，想看看封面故事的价格。',
          '{c}反映来电不多，建议下一期把招商政策写明白，策划组配合改文案。',
        ),
        step(
          'call',
          '催收到期广告款',
          'waiting',
          '{c}说财务排在月底付，{amt}一次付清。',
          '发票已收到，{c}答应周五前到账。',
        ),
        step('note', '核对到账', null, '{amt} 已到账，财务开收据，后续按合同排期执行。'),
      ],
    },
    {
      name: 'dealer-recruitment',
      for: ['distillery', 'food', 'sugar'],
      steps: [
        step(
          'call',
          '了解招商计划',
          'progress',
          '{c}说{brand}明年要在空白市场招商，重点是县级代理，想找我们做专版。',
          '{brand}在本省铺得差不多了，{c}问能不能借刊物的经销商资源往外走。',
        ),
        step('wechat', '发送招商专版案例', 'waiting', '发了去年三个招商专版的案例和来电统计，{c}说很有参考价值。'),
        step(
          'visit',
          '拜访并参观生产线',
          'progress',
          '{c}带看了灌装线和新库房，拍了照片。对方愿意拿出 {amt} 试做两期招商专版。',
          '见到{c}和区域经理三人，了解了经销政策，资料带回给策划组。',
        ),
        step('meeting', '讨论招商专版方案', 'progress', '方案过了一遍，{c}要求加一页市场支持政策，{m} 月刊见刊。'),
        step('email', '发送招商专版定稿', 'waiting', '定稿发{c}，请对方核对电话和二维码。'),
        step('call', '统计招商来电', 'progress', '专版刊出两周，{c}收到 {n} 个来电，谈成四家，准备续做。'),
      ],
    },
    {
      name: 'cover-story',
      for: ['distillery'],
      steps: [
        step(
          'call',
          '沟通封面故事选题',
          'progress',
          '{c}对封面故事有兴趣，希望写老窖池的传承，问能不能由总经理口述。',
          '{c}想借周年庆做一次封面，时间放在 {m} 月刊。',
        ),
        step('email', '发送采访提纲', 'waiting', '提纲发{c}，请对方准备老照片和获奖证书扫描件。'),
        step('visit', '陪同记者采访', 'progress', '上午采访总经理，下午拍酿造车间，{c}全程陪同，照片够用。'),
        step('email', '送审封面故事初稿', 'waiting', '初稿五千字发{c}审核，请三天内返回修改意见。'),
        step('wechat', '确认定稿和封面图', 'progress', '{c}选了第二张封面图，文字改了两处年份，可以付印。'),
        step('call', '回访见刊反馈', 'progress', '{c}说经销商大会上每桌放一本，要加印 {n} 册，已转发行部。'),
      ],
    },
    {
      name: 'dealer-service',
      for: BUYERS,
      steps: [
        step(
          'call',
          '了解经营情况',
          'progress',
          '{c}说今年{brand}走得不错，婚宴这块占三成，想找两个新品。',
          '库存比去年同期少，{c}在调整品类，问有没有适合{city}市场的果酒。',
        ),
        step('wechat', '推荐新品厂家', 'waiting', '推荐了三家厂，{c}对其中一家感兴趣，请我们约见。'),
        step(
          'visit',
          '上门拜访并看仓库',
          'progress',
          '见到{c}，仓库一千多平，配送车六辆。谈了在《{j}》做渠道形象页的事。',
          '{c}正在盘点，简单聊了二十分钟，留下刊例和新一期样刊。',
        ),
        step('call', '约见厂家', 'progress', '帮{c}和厂家约在下周见面，我方陪同。'),
        step('email', '报价渠道形象页', 'waiting', '{p} {k} 期报 {amt}，{c}说要和合伙人商量。'),
        step('wechat', '跟进报价', 'waiting', '{c}还没定，说糖酒会前一定答复。', '{c}嫌贵，问半版什么价，已另报。'),
        step('call', '确认合作', 'progress', '{c}定了半版 {k} 期，先付一半，合同本周寄出。'),
        step('visit', '送样刊并收款', 'progress', '样刊当面交给{c}，尾款 {amt} 现场转账。'),
      ],
    },
    {
      name: 'supplier',
      for: ['packing', 'agency'],
      steps: [
        step(
          'call',
          '了解合作意向',
          'progress',
          '{c}想通过刊物接触酒厂客户，问有没有包装专刊。',
          '{c}手上有两个酒厂客户要投刊物，谈代理折扣。',
        ),
        step('email', '发送专刊资料', 'waiting', '专刊资料和客户名录样本发{c}。'),
        step('visit', '上门看样品', 'progress', '看了新做的瓷瓶和礼盒，{c}想在 {m} 月刊做两页彩插。'),
        step('email', '报价彩插 {k} 期', 'waiting', '报 {amt}，{c}转老板审批。'),
        step('call', '确认彩插', 'progress', '{c}确认两期，印刷用自己的特种纸，下周送来。'),
      ],
    },
    {
      name: 'festival',
      for: [...MAKERS, ...BUYERS, 'packing', 'agency', 'association'],
      steps: [
        step(
          'wechat',
          '节日问候',
          null,
          '给{c}发了节日问候，对方回了祝福，聊到年底见一面。',
          '问候{c}，对方说最近在外地开订货会。',
        ),
        step(
          'call',
          '回访近况',
          'progress',
          '{c}说公司换了新办公楼，地址下周发来。',
          '和{c}聊了聊下半年打算，暂时没有新投放，保持联系。',
        ),
      ],
    },
    {
      name: 'rival-watch',
      for: ['rival'],
      steps: [
        step('note', '记录竞品刊例变动', null, '{short}全年价下调一成，{p}送电子刊开机广告，已报策划组。'),
        step('call', '从客户处核实报价', 'progress', '客户说{short}给到 {off}，还送两篇软文，印量没有凭证。'),
        step('note', '整理竞品广告页', null, '{short}最近一期广告 {n} 页，其中白酒占一半，有四家是我们的老客户。'),
      ],
    },
    {
      name: 'association',
      for: ['association'],
      steps: [
        step('call', '沟通行业会议', 'progress', '{c}说年会定在 {m} 月，想请我们做媒体支持，并承担会刊。'),
        step('email', '发送会刊方案', 'waiting', '会刊方案和费用 {amt} 发{c}，等秘书处讨论。'),
        step('visit', '拜访秘书处', 'progress', '见到{c}，会刊 {n} 页，广告由我方招，收入按比例分。'),
        step('meeting', '年会筹备会', 'progress', '确定议程和颁奖名单，{c}负责邀请会员单位。'),
        step('call', '回访年会', 'progress', '{c}对现场报道满意，明年继续合作。'),
      ],
    },
  ],
  fair: [
    {
      name: 'exhibition',
      for: [...MAKERS, ...BUYERS, 'packing', 'agency', 'association'],
      steps: [
        step(
          'call',
          '邀请参加 {fair}',
          'progress',
          '{c}去年有参展，今年想换到主通道，问还剩哪些位置。',
          '{c}第一次参展，标展和特装的区别讲了一遍，资料已发微信。',
        ),
        step(
          'email',
          '发送展位平面图',
          'waiting',
          '平面图标出了空着的位置，{c}说和老板商量后选两个。',
          '平面图、搭建规定和报价一起发{c}。',
        ),
        step(
          'call',
          '了解展位需求',
          'progress',
          '{c}要 {area} ㎡ 特装，希望靠近主入口，预算 {amt}。',
          '{c}要两个标展，最好转角。',
        ),
        step('email', '报价 {area} ㎡ 特装', 'waiting', '报 {amt}，含水电管理费，不含搭建，保留到周五。'),
        step('wechat', '跟进展位报价', 'waiting', '{c}说还在和另一个展会比价，答应三天内答复。', '{c}在等董事长拍板。'),
        step('visit', '上门签展位合同', 'progress', '合同当面签好，{c}付了三成定金 {amt}。'),
        step('call', '催收展位尾款', 'waiting', '{c}说尾款随搭建押金一起付，本月底到账。'),
        step('email', '收集会刊资料', 'waiting', '请{c}在截稿前交公司简介三百字和产品图四张。'),
        step('meeting', '搭建协调会', 'progress', '与{c}和搭建商确认图纸、用电和进场时间。'),
        step(
          'visit',
          '现场回访展位',
          'progress',
          '展位人气不错，{c}说接待了 {n} 批客户，签意向七家。',
          '{c}反映旁边展位音响太大，已请现场组处理。',
        ),
        step(
          'call',
          '展后回访',
          'progress',
          '{c}对效果满意，明年优先留原位置。',
          '{c}希望明年提供观众名录，愿意提前定。',
        ),
      ],
    },
    {
      name: 'event',
      for: ['distillery', 'chain', 'sugar', 'association'],
      steps: [
        step('call', '沟通论坛赞助', 'progress', '{c}对新品品鉴会冠名有兴趣，问权益清单。'),
        step('email', '发送赞助权益方案', 'waiting', '三档权益方案发{c}，最低 {amt}。'),
        step('visit', '上门讲解赞助方案', 'progress', '{c}选了第二档，要求主持人口播两次。'),
        step('wechat', '确认赞助名单', 'progress', '{c}确认用{brand}品鉴，酒由对方提前两天送到。'),
      ],
    },
  ],
  news: [
    {
      name: 'interview',
      for: ['association', 'agency', 'distillery', 'food', 'dealer', 'chain', 'sugar', 'packing', 'rival'],
      steps: [
        step(
          'call',
          '约采访',
          'progress',
          '{c}同意就今年市场走势接受采访，时间定在下周二上午。',
          '{c}问提纲，先发过去再定时间。',
        ),
        step('email', '发送采访提纲', 'waiting', '八个问题发{c}，请对方准备近三年数据。'),
        step(
          'visit',
          '现场采访',
          'progress',
          '采访四十分钟，{c}谈了渠道变化和年轻消费，信息量大。',
          '{c}临时有会，改由副手接受采访，补拍了三张照片。',
        ),
        step('email', '送审稿件', 'waiting', '三千字初稿发{c}，请两天内返回。'),
        step('wechat', '确认稿件', 'progress', '{c}改了两个数字，可以发排。'),
        step('email', '寄送见刊样刊', null, '{m} 月刊样刊五本寄{c}，快递单号已发微信。'),
        step(
          'call',
          '了解近期新闻线索',
          'progress',
          '{c}说下月有新品发布，会给我们独家。',
          '{c}提供了两条市场整治的线索，已报选题会。',
        ),
      ],
    },
    {
      name: 'briefing',
      for: ['association', 'distillery', 'food', 'chain', 'sugar'],
      steps: [
        step('meeting', '参加新品发布会', 'progress', '发布会来了 {n} 家经销商，{c}安排了单独采访。'),
        step('note', '整理选题', null, '{short}的渠道改革可以做一个深度，和产业版合并。'),
        step('wechat', '核对数据', 'progress', '{c}把产量和门店数核对了一遍，改了一处。'),
      ],
    },
  ],
  subscription: [
    {
      name: 'subscription',
      for: [...MAKERS, ...BUYERS, 'packing', 'agency', 'association'],
      steps: [
        step(
          'call',
          '电话征订《{j}》{y} 年',
          'progress',
          '{c}说去年订了 {n} 份，今年看各办事处需要，先统计。',
          '{c}愿意续订，问多订有没有折扣。',
          '{c}刚接手这块，不了解刊物，先寄一期看看。',
        ),
        step('email', '寄送样刊和征订单', 'waiting', '样刊两本、征订单一份快递寄出，{c}签收。'),
        step(
          'call',
          '确认征订份数',
          'progress',
          '{c}定 {n} 份，发往三个地址，名单晚点发来。',
          '{c}减到 {n} 份，其余改看电子刊。',
        ),
        step('email', '收集发刊名单', 'waiting', '请{c}把收件人和地址填在表里，每期直接寄到个人。'),
        step('call', '催缴订阅款', 'waiting', '{amt}，{c}说本周转账，发票先开。', '{c}要求见发票付款，发票今天寄出。'),
        step('note', '核对发刊地址', null, '按名单核对，退回两份，电话更正后补寄。'),
        step(
          'call',
          '回访收刊情况',
          'progress',
          '{c}说每期都按时收到，读者最爱看渠道案例。',
          '{c}反映上一期少了三份，已补寄并道歉。',
        ),
        step('wechat', '通知续订', 'waiting', '给{c}发了续订通知和早订优惠，年底前有效。'),
      ],
    },
  ],
}

/** What does not come off: nobody answers, or the other side has no interest. */
export const MISSES: readonly Step[] = [
  step(
    'call',
    '电话未接',
    'missed',
    '打了两次没人接，留了短信，明天再打。',
    '占线，下午再联系{c}。',
    '前台说{c}出差，周四回来。',
  ),
  step(
    'visit',
    '上门未遇',
    'missed',
    '{c}临时去了工厂，资料放在前台。',
    '到的时候{c}在开会，等了四十分钟没见到，改约下周。',
  ),
]
export const REFUSALS: readonly Step[] = [
  step(
    'call',
    '对方暂无意向',
    'declined',
    '{c}说今年不投平面媒体，转做短视频，明年再看。',
    '{c}说效益不好，广告全停了。',
    '{c}已和别家签了全年，暂不考虑。',
  ),
]

/** A question to a colleague and the answer; the first one asks the superior. */
export const TALKS: readonly (readonly [string, string])[] = [
  ['{short}要 {off}，理由见 {day} 的跟进，能批吗？', '可以给，限 {k} 期，年底前付清。'],
  ['{short}想把首期款拖到下个月，我倾向同意，请定。', '同意一次，补充协议先签好再放版面。'],
  ['{c}下周来公司，能安排见一面吗？', '周三下午可以，在公司会议室，叫上策划组。'],
  ['{short}问能不能送一篇专访，策划组有档期吗？', '{m} 月刊有一个整版，稿子由新闻中心出。'],
  ['这家和另一条记录像是同一家公司，要不要合并？', '先别动，等对过营业执照再合。'],
  ['{short}的发票抬头开错了，财务要退回重开。', '已和财务说好，今天重开，明天快递。'],
  ['{c}要近三期的发行区域表，谁手上有最新的？', '我发你邮箱了，外发前把县级数据去掉。'],
  ['{short}的竞品在本期占了{p}，客户有意见。', '下一期给他换对页，算我们的。'],
  ['客户想参加 {fair}，已转给糖酒会办公室，记一下。', '收到，展位联系人我来跟。'],
  ['{short}连着三周没联系了，是不是换个人跟？', '不用，{c}在外地，已约月底见面。'],
]

export const JOURNALS = ['糖酒经纬', '名酒渠道', '酒商观察'] as const
export const POSITIONS_IN_JOURNAL = ['封底', '封二', '封三', '目录对页', '跨页', '内页整版', '扉页'] as const
