import { choice, email, entity, instant, longText, phone, region, text, tree } from '../../core/entity'
import { ownershipSection, pooled, pooledFields } from '../ownership'

/** Interest that nobody has looked into yet. */
export const lead = entity('lead', {
  label: ['线索', 'Lead'],
  area: 'sales',
  icon: 'sparkles',
  numbering: 'XS-{yyyy}-{00000}',
  subtitle: ['company'],
  ...pooled,
  sections: {
    basic: ['基本信息', 'Basics'],
    contact: ['联络', 'Reach'],
    follow: ['跟进', 'Follow-up'],
    ...ownershipSection,
  },
  fields: {
    name: text({ label: ['线索名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['线索编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'basic' }),
    company: text({ label: ['公司', 'Company'], search: true, max: 500, section: 'basic' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'leadStatus',
      default: 'new',
      filter: true,
      section: 'basic',
    }),
    region: region({ label: ['地区', 'Region'], filter: true, section: 'basic' }),
    industry: tree({ label: ['行业', 'Industry'], dictionary: 'industry', section: 'basic' }),
    contactPerson: text({ label: ['联系人', 'Contact person'], search: true, max: 100, section: 'contact' }),
    phone: phone({ label: ['电话', 'Phone'], search: true, section: 'contact' }),
    email: email({ label: ['邮箱', 'E-mail'], search: true, section: 'contact' }),
    wechat: text({ label: ['微信', 'WeChat'], max: 100, sensitive: true, section: 'contact' }),
    source: choice({ label: ['来源', 'Source'], dictionary: 'source', filter: true, section: 'follow' }),
    campaign: text({ label: ['来自活动', 'Campaign'], max: 300, section: 'follow' }),
    lastContactAt: instant({ label: ['最近联系', 'Last contact'], readOnly: true, filter: true, section: 'follow' }),
    note: longText({ label: ['备注', 'Note'], section: 'follow' }),
    ...pooledFields,
  },
  list: ['name', 'company', 'contactPerson', 'status', 'owner', 'source', 'region', 'lastContactAt', 'updatedAt'],
  told: ['lastContactAt'],
  match: { company: 'company', phone: 'phone', email: 'email' },
})
