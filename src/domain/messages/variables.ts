/** What templates may say, by the name of the value. Chinese names first: templates are written by people. */
export const VARIABLES = {
  salutation: ['称呼', '稱呼'],
  contact: ['联系人', '聯絡人'],
  account: ['客户', '客戶'],
  position: ['职务', '職務'],
  occasion: ['事由', '節日', '节日'],
  date: ['日期'],
  years: ['年数', '年數'],
  company: ['公司'],
  me: ['我'],
  myPhone: ['我的电话', '我的電話'],
  today: ['今天'],
  amount: ['金额', '金額'],
  details: ['明细', '明細'],
  overdueDays: ['逾期天数', '逾期天數'],
} as const
export type Variable = keyof typeof VARIABLES
export type Filling = Partial<Record<Variable, string | null>>

const PATTERN = /\{([^{}\s]{1,20})\}/g
const named = new Map<string, Variable>(
  Object.entries(VARIABLES).flatMap(([name, words]) =>
    [name.toLowerCase(), ...words].map(word => [word, name as Variable] as const),
  ),
)

/** The first variable of a text that nobody can fill; null when all are known. */
export function unknownVariable(text: string): string | null {
  for (const [whole, name] of text.matchAll(PATTERN)) if (!named.has(name!.toLowerCase())) return whole
  return null
}

/** The text for one recipient. What has no value there is left out: a stranger reads it, and `{职务}` would be no word to send. */
export const filledIn = (text: string, filling: Filling): string =>
  text.replace(PATTERN, (whole, name: string) => {
    const variable = named.get(name.toLowerCase())
    return variable ? (filling[variable] ?? '') : whole
  })

/** Surnames of two characters; all others have one. */
const COMPOUND = new Set(
  '欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 东郭 南门 呼延 西门'.split(
    ' ',
  ),
)

/** How a person is addressed: 王先生, 欧阳女士; by the whole name where the gender is not known or the name is not Chinese. */
export function salutation(name: string, gender: string | null): string {
  if (!/^\p{Script=Han}{2,4}$/u.test(name) || !gender) return name
  const surname = COMPOUND.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1)
  return gender === 'male' ? `${surname}先生` : gender === 'female' ? `${surname}女士` : name
}
