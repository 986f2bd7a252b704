import { choice, entity, files, instant, number, text } from '../../core/entity'

/** All figures of a month in one workbook and one summary, as its maker may see them: nobody else reads it. */
export const monthEndPack = entity('monthEndPack', {
  label: ['月结报表', 'Month-end pack'],
  area: 'analysis',
  icon: 'file-archive',
  owned: true,
  private: true,
  authored: true,
  searched: false,
  title: 'name',
  fields: {
    name: text({ label: ['名称', 'Name'], readOnly: true, max: 100 }),
    month: text({ label: ['月份', 'Month'], readOnly: true, max: 7, hint: ['如 2026-10', 'Like 2026-10'] }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'packStatus', readOnly: true, default: 'queued' }),
    progress: number({ label: ['进度', 'Progress'], scale: 0, unit: ['%', '%'], readOnly: true, default: 0 }),
    files: files({ label: ['报表', 'Files'], readOnly: true }),
    failure: text({ label: ['原因', 'Why it failed'], readOnly: true, max: 500 }),
    finishedAt: instant({ label: ['完成时间', 'Finished'], readOnly: true }),
  },
  list: ['name', 'status', 'progress', 'files', 'createdAt'],
})
