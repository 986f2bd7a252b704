import type { Asked } from './asked'
import type { Due, StepPlan } from './plan'

interface StandardType {
  name: string
  code: string
  icon: string
  abilities: string[] | null
  asks: Asked[] | null
  steps: StepPlan[]
  note: string
}

const owner = { by: 'owner' } as const
const afterConfirming = (days: number): Due => ({ from: 'confirmed', days })
const afterSteps = (days: number): Due => ({ from: 'steps', days })
const atDelivery = (days: number): Due => ({ from: 'delivery', days })

/** Five kinds of orders: what any company sells, and what the trade publisher of the design report (003) sells besides. */
export const standardTypes: readonly StandardType[] = [
  {
    name: '商品',
    code: 'goods',
    icon: 'package',
    abilities: ['delivers'],
    asks: [
      { key: 'receiver', label: '收货人', kind: 'text' },
      { key: 'receiverPhone', label: '收货电话', kind: 'phone' },
      { key: 'address', label: '收货地址', kind: 'text' },
      { key: 'carrier', label: '运输方式', kind: 'choice', choices: ['快递', '物流', '自提', '送货上门'] },
    ],
    steps: [
      { key: 'prepare', name: '备货', who: owner, due: afterConfirming(2) },
      {
        key: 'ship',
        name: '发货',
        who: owner,
        due: atDelivery(0),
        after: ['prepare'],
        asks: [{ key: 'tracking', label: '运单号', kind: 'text' }],
      },
      {
        key: 'receive',
        name: '签收',
        who: owner,
        due: afterSteps(5),
        after: ['ship'],
        asks: [{ key: 'receivedOn', label: '签收日期', kind: 'date', required: true }],
      },
    ],
    note: '按数量发货、签收；退换货从订单上办。',
  },
  {
    name: '服务',
    code: 'service',
    icon: 'wrench',
    abilities: null,
    asks: [
      { key: 'place', label: '服务地点', kind: 'text' },
      { key: 'beginsOn', label: '服务开始', kind: 'date' },
      { key: 'endsOn', label: '服务结束', kind: 'date' },
    ],
    steps: [
      { key: 'plan', name: '排定时间和人员', who: owner, due: afterConfirming(3) },
      { key: 'serve', name: '提供服务', who: owner, due: atDelivery(0), after: ['plan'] },
      {
        key: 'accept',
        name: '客户验收',
        who: owner,
        due: afterSteps(5),
        after: ['serve'],
        needsFiles: true,
        asks: [{ key: 'acceptedBy', label: '验收人', kind: 'text', required: true }],
        guidance: '请客户在验收单上签字，拍照上传。',
      },
    ],
    note: '网站设计、活动执行等按约定时间完成并验收的服务。',
  },
  {
    name: '期刊征订',
    code: 'subscription',
    icon: 'newspaper',
    abilities: ['dispatches'],
    asks: [
      { key: 'channel', label: '征订方式', kind: 'choice', choices: ['电话', '上门', '展会', '邮局', '网上'] },
      { key: 'gift', label: '赠品', kind: 'text' },
    ],
    steps: [
      {
        key: 'addresses',
        name: '核对收刊地址',
        who: owner,
        due: afterConfirming(2),
        guidance: '逐个核对收件人、地址、份数和起止期。',
      },
      {
        key: 'first',
        name: '首期送达回访',
        who: owner,
        due: afterSteps(30),
        after: ['addresses'],
        asks: [
          {
            key: 'arrived',
            label: '是否收到',
            kind: 'choice',
            choices: ['已收到', '未收到', '联系不上'],
            required: true,
          },
        ],
      },
    ],
    note: '同一客户可订多种期刊、寄多个地址；每期按征订清单发刊。',
  },
  {
    name: '广告',
    code: 'advertisement',
    icon: 'megaphone',
    abilities: ['booksSpace'],
    asks: [
      { key: 'brand', label: '广告品牌', kind: 'text', required: true },
      { key: 'subject', label: '广告内容', kind: 'longText' },
      { key: 'design', label: '稿件来源', kind: 'choice', choices: ['客户来稿', '我方设计', '沿用上期'] },
    ],
    steps: [
      { key: 'space', name: '落实版位', who: owner, due: afterConfirming(1) },
      {
        key: 'copy',
        name: '收稿',
        who: owner,
        due: { from: 'copyDeadline', days: -5 },
        after: ['space'],
        needsFiles: true,
        guidance: '核对尺寸、出血和分辨率，上传原稿。',
      },
      {
        key: 'proof',
        name: '样稿确认',
        who: owner,
        due: { from: 'copyDeadline', days: 0 },
        after: ['copy'],
        needsFiles: true,
        asks: [
          { key: 'approved', label: '客户已确认样稿', kind: 'flag', required: true },
          { key: 'approvedBy', label: '确认人', kind: 'text', required: true },
        ],
        guidance: '上传送客户的样稿，客户签字或书面回复后再勾选。',
      },
      {
        key: 'publish',
        name: '刊出',
        who: owner,
        due: { from: 'publication', days: 0 },
        after: ['proof'],
        asks: [{ key: 'page', label: '刊出页码', kind: 'text' }],
      },
      { key: 'voucher', name: '寄样刊', who: owner, due: afterSteps(7), after: ['publish'] },
    ],
    note: '先在版位日历上订版位，再按刊期收稿、确认样稿、刊出、寄样刊。',
  },
  {
    name: '参展',
    code: 'exhibition',
    icon: 'store',
    abilities: ['booksStand'],
    asks: [
      { key: 'exhibits', label: '参展产品', kind: 'text', required: true },
      { key: 'fascia', label: '楣板名称', kind: 'text', hint: '展位楣板上的公司名称' },
      { key: 'build', label: '搭建方式', kind: 'choice', choices: ['标准展位', '特装自建', '特装代建'] },
    ],
    steps: [
      { key: 'stand', name: '确认展位', who: owner, due: afterConfirming(2) },
      {
        key: 'participants',
        name: '收齐参展人员名单',
        who: owner,
        due: { from: 'exhibition', days: -30 },
        after: ['stand'],
      },
      {
        key: 'fascia',
        name: '确认楣板和会刊资料',
        who: owner,
        due: { from: 'exhibition', days: -20 },
        after: ['stand'],
        needsFiles: true,
      },
      {
        key: 'build',
        name: '布展进场',
        who: owner,
        due: { from: 'exhibition', days: -2 },
        after: ['participants', 'fascia'],
      },
      { key: 'visit', name: '展后回访', who: owner, due: { from: 'exhibition', days: 10 }, after: ['build'] },
    ],
    note: '在展馆平面图上订展位，登记参展人员，按开展日期准备。',
  },
]
