import type { DictionarySeed } from '../../core/slice'

export const receivableDictionaries: readonly DictionarySeed[] = [
  {
    name: 'instalmentStatus',
    label: ['回款计划状态', 'Instalment status'],
    items: [
      ['planned', '未生效', 'Planned', undefined, 'due'],
      ['open', '待收', 'Open', undefined, 'due'],
      ['partly', '部分收款', 'Partly paid', undefined, 'risk'],
      ['paid', '已收齐', 'Paid', undefined, 'won'],
      ['writtenOff', '已核销', 'Written off', undefined, 'over'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'instalmentEvent',
    label: ['起算', 'Counted from'],
    items: [
      ['date', '固定日期', 'A fixed day'],
      ['signed', '合同签订', 'Contract signed'],
      ['ordered', '下单', 'Ordered'],
      ['delivered', '交付', 'Delivered'],
      ['invoiced', '开票', 'Invoiced'],
    ],
  },
  {
    name: 'paymentStatus',
    label: ['回款状态', 'Receipt status'],
    items: [
      ['unmatched', '未匹配', 'Unmatched', undefined, 'due'],
      ['partly', '部分匹配', 'Partly matched', undefined, 'risk'],
      ['matched', '已匹配', 'Matched', undefined, 'won'],
      ['reversed', '已冲销', 'Reversed', undefined, 'lost'],
    ],
  },
  {
    name: 'paymentMethod',
    label: ['收付方式', 'Method of payment'],
    items: [
      ['transfer', '银行转账', 'Bank transfer'],
      ['cheque', '支票', 'Cheque'],
      ['acceptance', '承兑汇票', 'Acceptance bill'],
      ['cash', '现金', 'Cash'],
      ['wechat', '微信', 'WeChat Pay'],
      ['alipay', '支付宝', 'Alipay'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'matchWay',
    label: ['匹配方式', 'How it was matched'],
    items: [
      ['reference', '按附言单号', 'Number in the reference'],
      ['exact', '金额相等', 'Same amount'],
      ['combination', '金额合计相等', 'Sum of several'],
      ['oldest', '先到期先还', 'Oldest due first'],
      ['manual', '人工', 'By hand'],
    ],
  },
  {
    name: 'invoiceKind',
    label: ['发票类型', 'Kind of invoice'],
    items: [
      ['special', '增值税专用发票', 'VAT special invoice'],
      ['ordinary', '增值税普通发票', 'VAT ordinary invoice'],
    ],
  },
  {
    name: 'invoiceStatus',
    label: ['发票状态', 'Invoice status'],
    items: [
      ['requested', '待开票', 'Requested', undefined, 'due'],
      ['issued', '已开票', 'Issued', undefined, 'won'],
      ['voided', '已作废', 'Voided', undefined, 'lost'],
    ],
  },
  {
    name: 'matchRunStatus',
    label: ['批量匹配状态', 'Matching status'],
    items: [
      ['running', '进行中', 'Running', undefined, 'due'],
      ['done', '完成', 'Done', undefined, 'won'],
      ['failed', '中断', 'Failed', undefined, 'over'],
    ],
  },
  {
    name: 'dunningTone',
    label: ['催款语气', 'Tone'],
    items: [
      ['friendly', '友好提醒', 'Friendly'],
      ['firm', '正式催告', 'Firm'],
      ['final', '最后通知', 'Final'],
    ],
  },
  {
    name: 'badDebtReason',
    label: ['核销原因', 'Why written off'],
    items: [
      ['bankrupt', '破产或注销', 'Bankrupt or dissolved'],
      ['untraceable', '找不到对方', 'Can’t be found'],
      ['expired', '超过诉讼时效', 'Too late to sue'],
      ['dispute', '争议和解', 'Settled dispute'],
      ['small', '小额尾差', 'Small remainder'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'returnReason',
    label: ['退货原因', 'Why returned'],
    items: [
      ['quality', '质量问题', 'Quality'],
      ['damaged', '运输破损', 'Damaged on the way'],
      ['wrong', '发错货', 'Wrong goods'],
      ['surplus', '多发或滞销', 'Too many or unsold'],
      ['cancelled', '客户取消', 'The customer cancelled'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'returnSettlement',
    label: ['退货结算', 'How returns are settled'],
    items: [
      ['balance', '转为预收余额', 'Left on the account'],
      ['refund', '退款', 'Refund'],
    ],
  },
  {
    name: 'returnStatus',
    label: ['退货状态', 'Return status'],
    items: [
      ['requested', '待审批', 'Requested', undefined, 'due'],
      ['approved', '待收货', 'Approved', undefined, 'due'],
      ['received', '已收货', 'Received', undefined, 'risk'],
      ['settled', '已结算', 'Settled', undefined, 'won'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'ledgerSum',
    label: ['核对项', 'Sum checked'],
    items: [
      ['paymentMatched', '回款已匹配 = 匹配合计', 'Receipt matched = its matches'],
      ['paymentRefunded', '回款已退 = 退款合计', 'Receipt refunded = its refunds'],
      ['paymentOpen', '回款未匹配 = 到账 − 匹配 − 退款', 'Receipt left = amount − matched − refunded'],
      ['instalmentPaid', '计划已收 = 匹配合计', 'Instalment paid = its matches'],
      ['instalmentCredited', '计划冲减 = 退货冲减', 'Instalment credited = its returns'],
      ['instalmentWrittenOff', '计划核销 = 核销明细', 'Instalment written off = its write-offs'],
      [
        'instalmentOpen',
        '计划未收 = 应收 − 已收 − 冲减 − 核销',
        'Instalment open = amount − paid − credited − written off',
      ],
      ['invoiceLines', '发票合计 = 明细合计', 'Invoice = its lines'],
      ['invoicePaid', '发票已收 = 匹配合计', 'Invoice paid = its matches'],
      ['invoiceRed', '发票已红冲 = 红字发票', 'Taken back = red-letter invoices'],
      ['orderLines', '订单合计 = 明细合计', 'Order = its lines'],
      ['orderPlan', '订单应收 = 回款计划合计', 'Order = its instalments'],
      ['overInvoiced', '订单明细开票不超额', 'Order line not over-invoiced'],
      ['writeOffLines', '核销单 = 明细合计', 'Write-off = its lines'],
      ['returnLines', '退货单 = 明细合计', 'Return = its lines'],
    ],
  },
]
