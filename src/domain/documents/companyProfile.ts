import { email, entity, files, longText, phone, ref, text, url } from '../../core/entity'

/** How the company, or one of its boards, signs what it sends out: the letterhead, the bank, the stamp. */
export const companyProfile = entity('companyProfile', {
  label: ['公司抬头', 'Letterhead'],
  area: 'settings',
  icon: 'stamp',
  setup: true,
  sections: {
    company: ['公司', 'Company'],
    bank: ['开票与收款', 'Invoicing and bank'],
    pictures: ['图片', 'Pictures'],
  },
  fields: {
    name: text({ label: ['公司全称', 'Company'], required: true, max: 200, section: 'company' }),
    board: ref('board', {
      label: ['版块', 'Board'],
      section: 'company',
      hint: ['不选则供全公司使用', 'All boards that have none of their own, unless given'],
    }),
    address: text({ label: ['地址', 'Address'], max: 300, section: 'company' }),
    phone: phone({ label: ['电话', 'Phone'], section: 'company' }),
    email: email({ label: ['邮箱', 'E-mail'], section: 'company' }),
    website: url({ label: ['网址', 'Website'], section: 'company' }),
    taxNumber: text({ label: ['税号', 'Tax number'], max: 40, section: 'bank' }),
    bank: text({ label: ['开户行', 'Bank'], max: 200, section: 'bank' }),
    bankAccount: text({ label: ['银行账号', 'Bank account'], max: 60, section: 'bank' }),
    logo: files({ label: ['标志', 'Logo'], images: true, section: 'pictures' }),
    stamp: files({
      label: ['公章', 'Stamp'],
      images: true,
      section: 'pictures',
      hint: ['透明底的 PNG，印在签章处', 'A PNG with a transparent ground; printed where one signs'],
    }),
    foot: longText({ label: ['页脚', 'Foot'], max: 300, section: 'pictures' }),
  },
  list: ['name', 'board', 'phone', 'taxNumber', 'bank', 'updatedAt'],
})
