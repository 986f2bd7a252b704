/** A word in every language of the product. Traditional Chinese is derived from the first unless it is given. */
export type Label = readonly [zhCN: string, en: string, zhTW?: string]

export type Lang = 'zh-CN' | 'zh-TW' | 'en'
export const LANGS: readonly Lang[] = ['zh-CN', 'zh-TW', 'en']
