import type { ObjectRights, Rights, Scope } from '../../core/access/rights'

export interface StandardRole {
  code: string
  name: string
  description: string
  rights: Rights
  /** Roles that its holders may give to others although these reach further than they do themselves. */
  grants?: readonly string[]
}

const everything: Partial<ObjectRights> = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  import: true,
  export: true,
}
const onBoard: Partial<ObjectRights> = {
  read: 'board',
  create: true,
  update: 'board',
  delete: 'board',
  import: true,
  export: true,
}
const onOwn: Partial<ObjectRights> = { read: 'own', create: true, update: 'own', delete: 'own', import: true }
const look: Partial<ObjectRights> = { read: 'all' }
const keep = (scope: Scope): Partial<ObjectRights> => ({ read: 'all', create: true, update: scope, delete: scope })

/** Looks at the board's, writes one's own. */
const ownOnBoard: Partial<ObjectRights> = { read: 'board', create: true, update: 'own', delete: 'own' }

/** Hands over what those have who leave, without administering them. */
const handsOver = (scope: Scope): Partial<ObjectRights> => ({ ...look, acts: { handover: scope } })

const keepsLists: Partial<ObjectRights> = { ...keep('all'), import: true, export: true }

/** Reads what the company's weekly snapshots say, and takes one between two of them. */
const takesSnapshots: Partial<ObjectRights> = { ...look, acts: { take: 'all' } }

/** Who keeps the catalogue and its prices; everybody else reads them. */
const keepsCatalogue: Rights = {
  product: keepsLists,
  bomLine: keepsLists,
  literature: keepsLists,
  competitorProduct: keepsLists,
  configurationModel: keepsLists,
  priceList: keepsLists,
  priceEntry: keepsLists,
  promotion: keepsLists,
  exchangeRate: keepsLists,
  discountLimit: keepsLists,
  orderType: keepsLists,
  publication: keepsLists,
  issue: keepsLists,
  exhibition: keepsLists,
  hall: keepsLists,
  space: keepsLists,
}
/** What is sold is open to everybody who sells it, what it costs us is not; a customer's own prices come by approval. */
const usesCatalogue: Rights = {
  product: { read: 'all', fields: { cost: 'none' } },
  bomLine: look,
  productStock: look,
  literature: look,
  competitorProduct: keep('all'),
  contractPrice: { read: 'own' },
  order: { ...onOwn, fields: { cost: 'none' } },
  orderLine: { ...onOwn, fields: { cost: 'none' } },
}

/** Claims and is paid; notes no payment. */
const ownMoney: Rights = {
  expenseClaim: { ...onOwn, acts: { pay: 'none', unpay: 'none' } },
  expenseLine: onOwn,
  commissionStatement: { read: 'own', update: 'own', acts: { pay: 'none' } },
  commissionLine: { read: 'own' },
}

/** Plans what is due, asks for invoices, returns and write-offs; what came in is noted and matched by those who keep the books. */
const owedMoney: Rights = {
  payment: { read: 'own' },
  paymentMatch: { read: 'own' },
  refund: { read: 'own' },
  dunning: { read: 'own' },
  invoice: { ...onOwn, import: false, acts: { issue: 'none', void: 'none', takeBack: 'none' } },
  goodsReturn: { ...onOwn, acts: { receive: 'none', settle: 'none' } },
  writeOff: { ...onOwn, acts: { revoke: 'none' } },
  ledgerCheck: { read: 'none' },
  ledgerDifference: { read: 'none' },
}

/** How much a customer may owe is not for whoever sells to it to say. */
const limitedCustomers: Rights = { account: { ...onOwn, fields: { creditLimit: 'read' } } }

/** Everybody finds colleagues in the address book and reads what the company's set-up offers; only administrators change it. */
const colleague: Rights = { '*setup': look, user: look }

/** The five kinds of users that a group company's rules of use name. They are data: a company changes them or adds its own. */
export const standardRoles: readonly StandardRole[] = [
  {
    code: 'group-management',
    name: '集团管理层',
    description: '查看和处理所有版块的业务，跨版块分配',
    rights: {
      ...colleague,
      user: handsOver('all'),
      '*': everything,
      ...keepsCatalogue,
      pool: keep('all'),
      poolRule: keep('all'),
      careRule: keep('all'),
      leadScoreRule: keep('all'),
      leadAssignmentRule: keep('all'),
      webForm: keep('all'),
      messageTemplate: keep('all'),
      documentTemplate: keep('all'),
      companyProfile: keep('all'),
      useRule: keep('all'),
      expenseRule: keep('all'),
      commissionPlan: keep('all'),
      paymentTerm: keep('all'),
      dunningLevel: keep('all'),
      clauseTemplate: keep('all'),
      forecastSnapshot: takesSnapshots,
      territory: keep('all'),
      visitFrequency: keep('all'),
      pipeline: keep('all'),
      stage: keep('all'),
    },
  },
  {
    code: 'board-head',
    name: '版块负责人',
    description: '查看和处理本版块的全部业务',
    rights: {
      ...colleague,
      user: handsOver('board'),
      '*': onBoard,
      pool: keep('board'),
      poolRule: keep('board'),
      careRule: keep('board'),
      leadScoreRule: keep('board'),
      leadAssignmentRule: keep('board'),
      webForm: keep('board'),
      messageTemplate: keep('all'),
      documentTemplate: keep('all'),
      companyProfile: keep('all'),
      useRule: keep('board'),
      expenseRule: keep('board'),
      commissionPlan: keep('board'),
      paymentTerm: keep('all'),
      dunningLevel: keep('all'),
      clauseTemplate: keep('all'),
      forecastSnapshot: takesSnapshots,
      territory: keep('board'),
      visitFrequency: keep('board'),
      pipeline: keep('board'),
      stage: keep('board'),
    },
  },
  {
    code: 'salesperson',
    name: '业务人员',
    description: '处理自己的客户、联系人和机会',
    rights: {
      ...colleague,
      ...usesCatalogue,
      '*': onOwn,
      ...limitedCustomers,
      ...ownMoney,
      ...owedMoney,
      announcement: { read: 'own' },
      salesTarget: { read: 'own' },
    },
  },
  {
    code: 'board-admin',
    name: '版块管理员',
    description: '管理本版块的用户、部门，以及字典和字段；能查看本版块业务，电话和邮箱遮盖显示',
    rights: {
      ...colleague,
      '*': { read: 'board', sensitive: 'masked' },
      ...ownMoney,
      ...keepsCatalogue,
      product: { ...keepsLists, sensitive: 'masked' },
      task: ownOnBoard,
      view: ownOnBoard,
      template: ownOnBoard,
      comment: ownOnBoard,
      follow: ownOnBoard,
      workLog: ownOnBoard,
      visit: ownOnBoard,
      workPlan: ownOnBoard,
      conversation: ownOnBoard,
      announcement: { ...keep('board'), read: 'board' },
      user: keep('board'),
      pool: keep('board'),
      poolRule: keep('board'),
      careRule: keep('board'),
      leadScoreRule: keep('board'),
      leadAssignmentRule: keep('board'),
      webForm: keep('board'),
      documentTemplate: keep('all'),
      companyProfile: keep('all'),
      useRule: keep('board'),
      territory: keep('board'),
      visitFrequency: keep('board'),
      pipeline: keep('board'),
      stage: keep('board'),
      department: keep('board'),
      dictionaryItem: keep('all'),
      customField: keep('all'),
    },
    grants: ['salesperson'],
  },
  {
    code: 'system-admin',
    name: '系统管理员',
    description: '管理系统的全部设置和全部业务',
    rights: { '*': everything, '*setup': everything, user: everything },
  },
]

export const SYSTEM_ADMIN = 'system-admin'
