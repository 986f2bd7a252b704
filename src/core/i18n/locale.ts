import { LANGS, type Lang } from '../entity/label'

/** The language to answer in: what the person chose, else the first of `Accept-Language` that we speak, else Chinese. */
export function chooseLang(preference: string | null | undefined, acceptLanguage: string | undefined): Lang {
  if (isLang(preference)) return preference
  for (const tag of ranked(acceptLanguage ?? '')) {
    const lang = spoken(tag)
    if (lang) return lang
  }
  return 'zh-CN'
}

export const isLang = (value: unknown): value is Lang => LANGS.includes(value as Lang)

/** Tags of an Accept-Language header, best first. */
function ranked(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [tag = '', ...options] = part.trim().split(';')
      const q = options.map(o => /^\s*q=([\d.]+)\s*$/.exec(o)?.[1]).find(Boolean)
      return { tag: tag.trim().toLowerCase(), weight: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, weight }) => tag && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

function spoken(tag: string): Lang | undefined {
  if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return 'zh-TW'
  if (/^zh\b/.test(tag)) return 'zh-CN'
  return /^en\b/.test(tag) ? 'en' : undefined
}
