import { Converter } from 'opencc-js/cn2t'

/** Where the phrase tables choose a word that Taiwan's business software does not use. */
const corrections: readonly (readonly [derived: string, right: string])[] = [
  ['許可權', '權限'],
  ['合同', '合約'],
  ['賬', '帳'],
  ['程式碼', '代碼'],
  ['型別', '類型'],
  ['高階', '進階'],
  ['質量', '品質'],
  ['審計', '稽核'],
  ['郵箱', '電子郵件'],
  ['手機號', '手機號碼'],
  ['手機號碼碼', '手機號碼'],
  ['引數', '參數'],
  ['自定義', '自訂'],
  ['打碼', '遮罩'],
  ['幣種', '幣別'],
  ['畫素', '像素'],
  ['含有宏', '含有巨集'],
  ['含宏', '含巨集'],
  ['回收站', '資源回收筒'],
  ['恢復', '還原'],
  ['工作臺', '工作台'],
  ['後臺', '後台'],
  ['會籤', '會簽'],
  ['或籤', '或簽'],
  ['平臺', '平台'],
  ['儀表盤', '儀表板'],
  ['模板', '範本'],
  ['示例', '範例'],
  ['訪問', '存取'],
  ['快捷鍵', '快速鍵'],
  ['退出登入', '登出'],
  ['退出', '登出'],
  ['點贊', '按讚'],
  ['推送', '推播'],
  ['質檢', '品檢'],
  // Where a phrase ends within another word, the tables keep the simplified character.
  ['天后', '天後'],
  ['公海里', '公海裡'],
  ['下拉里', '下拉裡'],
  ['隻影響', '只影響'],
  // Two words in traditional characters: to set off a sum, and to clash.
  ['紅衝', '紅沖'],
  ['衝減', '沖減'],
  ['怎麼衝', '怎麼沖'],
  ['可衝', '可沖'],
]

/** Its tables take a second to build and 80 MB to hold: only for those who use them. */
let convert: ((text: string) => string) | undefined
const known = new Map<string, string>()
/** Labels and sentences are a few thousand; anything beyond is somebody's text and need not be remembered. */
const KNOWN_MAX = 20_000

/** Simplified Chinese → traditional as written in Taiwan (经济 → 經濟, 数据 → 資料). */
export function traditional(text: string): string {
  const remembered = known.get(text)
  if (remembered !== undefined) return remembered
  convert ??= Converter({ from: 'cn', to: 'twp' })
  const converted = corrections.reduce((result, [derived, right]) => result.replaceAll(derived, right), convert(text))
  if (known.size < KNOWN_MAX) known.set(text, converted)
  return converted
}
