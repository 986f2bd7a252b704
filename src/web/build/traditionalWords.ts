import type { Plugin } from 'vite'
import { traditional } from '../../core/i18n/traditional'

/**
 * Modules named words.ts export `zhCN` and `en`; this adds `zhTW`, derived from the simplified Chinese while building, so that
 * nobody keeps a third copy and the browser needs no tables. A module that needs other words exports its own `zhTW`.
 */
export function traditionalWords(): Plugin {
  return {
    name: 'guanxi-traditional-words',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/words\.ts$/.test(id) || /export const zhTW\b/.test(code)) return
      const chinese = /export const zhCN = (\{.*?^\})/ms.exec(code)
      if (!chinese) throw new Error(`${id} has no "export const zhCN = {…}"`)
      return { code: `${code}\nexport const zhTW = ${traditional(chinese[1]!)}\n`, map: null }
    },
  }
}
