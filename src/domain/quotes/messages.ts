import type { Messages } from '../../core/i18n/messages'

export const quoteMessages: Messages = {
  'lines.none': ['还没有明细，先加产品', 'There are no lines yet; add a product first'],
  'lines.unpriced': [
    '「{name}」等 {count} 行没有价格，填写单价',
    '{count} lines have no price, “{name}” among them; enter one',
  ],
  'lines.list': ['明细应为一组，最多 {max} 行', 'Give a list of lines, at most {max}'],
  'lines.foreign': ['这一行不属于这张单据', 'This line does not belong here'],
  'lines.negative': ['单价不能是负数', 'A unit price can’t be negative'],
  'lines.productOrName': ['选一个产品，或填写名称', 'Choose a product, or give a name'],
  'quote.notDraft': ['报价已发出，要改请生成新版本', 'The quote is out; make a new version to change it'],
  'quote.stillDraft': ['报价还是草稿，直接修改即可', 'The quote is still a draft; just change it'],
  'quote.beingDecided': ['报价正在审批', 'The quote is being decided on'],
  'quote.approvalFirst': [
    '有手工让利超出权限或低于最低价，先提交审批',
    'A price is beyond what you may give; submit the quote first',
  ],
  'quote.past': ['有效期 {day} 已过，改有效期再发', 'It was valid until {day}; change that first'],
  'quote.sendFirst': ['先标记发出，客户才能接受', 'Mark it as sent before the customer accepts'],
  'quote.expired': ['报价 {day} 已过期，生成新版本再报', 'The quote expired on {day}; make a new version'],
  'quote.closed': ['这个版本的报价已经结束', 'This version of the quote is closed'],
  'quote.draftVersion': ['已有草稿版本 {code}，改它即可', 'There is a draft version {code}; change that one'],
  'quote.validBefore': ['有效期不能早于报价日期', 'It can’t end before the day it is quoted on'],
  'quote.keepAccepted': ['客户已接受的报价不能删除', 'A quote that was accepted can’t be deleted'],
  'quote.noAccount': ['先给机会选客户', 'Choose the opportunity’s account first'],
}
