import type { ComponentType } from 'react'
import type { Area } from '../core/entity/entity'
import type { Metadata } from '../core/metadata/types'
import type { Session } from './api'
import type { zhCN } from './words/words'

/** A page that metadata cannot draw. The router, column 2 and the command palette read this list. */
export interface PageEntry {
  /** Address pattern, e.g. `/calendar`, `/import/$object`. More exact than `/$object`, so it wins over an object's list. */
  path: string
  /** Its name: a key of `pages` in words/words.ts. */
  name: keyof typeof zhCN.pages
  icon: string
  /** Where column 2 lists it; none keeps it out of column 2 and palette (its address has parameters). */
  area?: Area
  /** Heading under which column 2 lists it: a key of `groups` in words/words.ts. */
  group?: keyof typeof zhCN.groups
  /** The object whose list column 2 needs no more, since this page shows its records. */
  insteadOf?: string
  /** 新建 offers it too, before the objects: a shorter way to create something. */
  create?: true
  /** Shown only when it answers true. */
  may?(session: Session, metadata: Metadata): boolean
  load(): Promise<ComponentType>
}

const mayChange = (object: string) => (_: Session, metadata: Metadata) =>
  metadata.objects.some(o => o.name === object && o.can.update)

export const pages: readonly PageEntry[] = [
  {
    path: '/',
    name: 'workbench',
    icon: 'layout-dashboard',
    area: 'workbench',
    load: () => import('./workbench/Workbench').then(m => m.Workbench),
  },
  {
    path: '/notifications',
    name: 'notifications',
    icon: 'bell',
    area: 'workbench',
    load: () => import('./notifications/NotificationsPage').then(m => m.NotificationsPage),
  },
  {
    path: '/calendar',
    name: 'calendar',
    icon: 'calendar',
    area: 'workbench',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'task'),
    load: () => import('./calendar/CalendarPage').then(m => m.CalendarPage),
  },
  {
    path: '/approvals',
    name: 'approvals',
    icon: 'stamp',
    area: 'workbench',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'approvalTask'),
    load: () => import('./approvals/Inbox').then(m => m.Inbox),
  },
  {
    path: '/approval-requests/$id',
    name: 'approvals',
    icon: 'stamp',
    load: () => import('./approvals/RequestPage').then(m => m.RequestPage),
  },
  {
    path: '/care',
    name: 'care',
    icon: 'hand-heart',
    area: 'workbench',
    insteadOf: 'care',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'care'),
    load: () => import('./care/Upcoming').then(m => m.Upcoming),
  },
  {
    path: '/work-logs',
    name: 'workLogs',
    icon: 'notebook-pen',
    area: 'together',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'workLog'),
    load: () => import('./worklogs/WorkLogs').then(m => m.WorkLogs),
  },
  {
    path: '/work-logs/$id',
    name: 'workLogs',
    icon: 'notebook-pen',
    load: () => import('./worklogs/WorkLogs').then(m => m.WorkLogPage),
  },
  {
    path: '/work-plans',
    name: 'workPlans',
    icon: 'target',
    area: 'together',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'workPlan'),
    load: () => import('./worklogs/WorkPlans').then(m => m.WorkPlans),
  },
  {
    path: '/work-plans/$id',
    name: 'workPlans',
    icon: 'target',
    load: () => import('./worklogs/WorkPlans').then(m => m.WorkPlanPage),
  },
  {
    path: '/announcements',
    name: 'announcements',
    icon: 'megaphone',
    area: 'together',
    insteadOf: 'announcement',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'announcement'),
    load: () => import('./announcements/Announcements').then(m => m.Announcements),
  },
  {
    path: '/announcements/$id',
    name: 'announcements',
    icon: 'megaphone',
    load: () => import('./announcements/Announcements').then(m => m.Announcements),
  },
  {
    path: '/conversations',
    name: 'conversations',
    icon: 'messages-square',
    area: 'together',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'conversation'),
    load: () => import('./conversations/Conversations').then(m => m.Conversations),
  },
  {
    path: '/conversations/$id',
    name: 'conversations',
    icon: 'messages-square',
    load: () => import('./conversations/Conversations').then(m => m.Conversations),
  },
  {
    path: '/people',
    name: 'people',
    icon: 'contact-round',
    area: 'together',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'user'),
    load: () => import('./people/People').then(m => m.People),
  },
  {
    path: '/people/$id',
    name: 'person',
    icon: 'user-round',
    load: () => import('./people/Person').then(m => m.Person),
  },
  {
    path: '/supervision',
    name: 'supervision',
    icon: 'clipboard-check',
    area: 'together',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'activity'),
    load: () => import('./supervision/SupervisionPage').then(m => m.SupervisionPage),
  },
  {
    path: '/settings/use-rules',
    name: 'useRules',
    icon: 'clipboard-check',
    area: 'settings',
    group: 'organisation',
    insteadOf: 'useRule',
    may: mayChange('useRule'),
    load: () => import('./supervision/UseRules').then(m => m.UseRules),
  },
  {
    path: '/handover',
    name: 'handover',
    icon: 'arrow-right-left',
    load: () => import('./handover/HandoverPage').then(m => m.HandoverPage),
  },
  {
    path: '/handovers/$id',
    name: 'handover',
    icon: 'arrow-right-left',
    load: () => import('./handover/ReportPage').then(m => m.ReportPage),
  },
  {
    path: '/visit',
    name: 'visit',
    icon: 'map-pin',
    create: true,
    may: (_, metadata) => metadata.objects.some(o => o.name === 'activity' && o.can.create),
    load: () => import('./visit/VisitPage').then(m => m.VisitPage),
  },
  { path: '/me', name: 'me', icon: 'user-round', load: () => import('./me/MePage').then(m => m.MePage) },
  {
    path: '/settings',
    name: 'settings',
    icon: 'settings',
    area: 'settings',
    load: () => import('./settings/Overview').then(m => m.Overview),
  },
  {
    path: '/settings/departments',
    name: 'departments',
    icon: 'network',
    area: 'settings',
    group: 'organisation',
    insteadOf: 'department',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'department'),
    load: () => import('./settings/Departments').then(m => m.Departments),
  },
  {
    path: '/settings/roles',
    name: 'roles',
    icon: 'shield-check',
    area: 'settings',
    group: 'organisation',
    insteadOf: 'role',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'role'),
    load: () => import('./settings/Roles').then(m => m.Roles),
  },
  {
    path: '/settings/fields',
    name: 'fields',
    icon: 'table-properties',
    area: 'settings',
    group: 'business',
    insteadOf: 'customField',
    may: mayChange('customField'),
    load: () => import('./settings/Fields').then(m => m.Fields),
  },
  {
    path: '/settings/approvals',
    name: 'approvalFlows',
    icon: 'workflow',
    area: 'settings',
    group: 'business',
    insteadOf: 'approvalFlow',
    may: mayChange('approvalFlow'),
    load: () => import('./approvals/design/Designer').then(m => m.Designer),
  },
  {
    path: '/settings/dictionaries',
    name: 'dictionaries',
    icon: 'book-a',
    area: 'settings',
    group: 'business',
    insteadOf: 'dictionaryItem',
    may: mayChange('dictionaryItem'),
    load: () => import('./settings/Dictionaries').then(m => m.Dictionaries),
  },
  {
    path: '/settings/numbering',
    name: 'numbering',
    icon: 'hash',
    area: 'settings',
    group: 'business',
    insteadOf: 'numberRule',
    may: mayChange('numberRule'),
    load: () => import('./settings/Numbering').then(m => m.Numbering),
  },
  {
    path: '/settings/pools',
    name: 'pools',
    icon: 'waves',
    area: 'settings',
    group: 'business',
    insteadOf: 'pool',
    may: mayChange('pool'),
    load: () => import('./ownership/Pools').then(m => m.Pools),
  },
  {
    path: '/settings/care',
    name: 'careRules',
    icon: 'hand-heart',
    area: 'settings',
    group: 'business',
    insteadOf: 'careRule',
    may: mayChange('careRule'),
    load: () => import('./care/CareRules').then(m => m.CareRules),
  },
  {
    path: '/settings/senders',
    name: 'senders',
    icon: 'mail-check',
    area: 'settings',
    group: 'business',
    insteadOf: 'messageSender',
    may: mayChange('messageSender'),
    load: () => import('./messages/Senders').then(m => m.Senders),
  },
  {
    path: '/settings/imports',
    name: 'imports',
    icon: 'file-input',
    area: 'settings',
    group: 'data',
    may: (_, metadata) => metadata.objects.some(o => o.can.import),
    load: () => import('./settings/Imports').then(m => m.Imports),
  },
  {
    path: '/settings/exports',
    name: 'exports',
    icon: 'file-output',
    area: 'settings',
    group: 'data',
    may: (_, metadata) => metadata.objects.some(o => o.can.export),
    load: () => import('./settings/Exports').then(m => m.Exports),
  },
  {
    path: '/settings/journal',
    name: 'journal',
    icon: 'scroll-text',
    area: 'settings',
    group: 'data',
    may: session => ['board', 'all'].includes(session.rights.user?.update ?? 'none'),
    load: () => import('./settings/Journal').then(m => m.Journal),
  },
  {
    path: '/settings/bin',
    name: 'bin',
    icon: 'trash-2',
    area: 'settings',
    group: 'data',
    load: () => import('./settings/Bin').then(m => m.Bin),
  },
  {
    path: '/duplicates',
    name: 'duplicates',
    icon: 'copy',
    area: 'customers',
    insteadOf: 'duplicatePair',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'duplicatePair'),
    load: () => import('./merging/PairsPage').then(m => m.PairsPage),
  },
  {
    path: '/quality',
    name: 'quality',
    icon: 'list-checks',
    area: 'customers',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'account' || o.name === 'contact'),
    load: () => import('./quality/QualityPage').then(m => m.QualityPage),
  },
  {
    path: '/competitor-spend-analysis',
    name: 'competitorSpend',
    icon: 'chart-bar-big',
    area: 'customers',
    may: (_, metadata) => metadata.objects.some(o => o.name === 'competitorSpend'),
    load: () => import('./market/CompetitorSpendPage').then(m => m.CompetitorSpendPage),
  },
  {
    path: '/merge/$object',
    name: 'merging',
    icon: 'merge',
    load: () => import('./merging/MergePage').then(m => m.MergePage),
  },
  {
    path: '/import/$object',
    name: 'importing',
    icon: 'file-input',
    load: () => import('./importing/ImportPage').then(m => m.ImportPage),
  },
]
