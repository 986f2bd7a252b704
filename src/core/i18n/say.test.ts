import { describe, expect, it } from 'vitest'
import { chooseLang } from './locale'
import { labelIn, learn, say } from './say'

describe('sentences', () => {
  it('say what is wrong and what to do, with the figures in place', () => {
    expect(say('field.mobileShort', { count: 1 }, 'zh-CN')).toBe('少 1 位，手机号应为 11 位')
    expect(say('field.tooLong', { max: 50_000, length: 61_234 }, 'en')).toBe(
      'At most 50,000 characters; this has 61,234',
    )
  })
  it('put a value that looks like a placeholder in as it is', () => {
    expect(say('field.notNumber', { text: '{text}$&' }, 'zh-CN')).toBe('「{text}$&」不是数字')
  })
  it('answer the code when nobody wrote a sentence', () => {
    expect(say('nobody.wroteThis', {}, 'zh-CN')).toBe('nobody.wroteThis')
  })
  it('of a slice join the others, and two for one code are refused', () => {
    learn({ 'sample.full': ['已满', 'Full'] })
    expect(say('sample.full', {}, 'en')).toBe('Full')
    expect(() => learn({ 'sample.full': ['满了', 'Full'] })).toThrow('sample.full')
  })
})

describe('traditional Chinese', () => {
  it('is derived with the words of Taiwan', () => {
    expect(labelIn(['默认字段', 'Default field'], 'zh-TW')).toBe('預設欄位')
    expect(labelIn(['权限', 'Rights'], 'zh-TW')).toBe('權限')
    expect(labelIn(['手机号码', 'Mobile number'], 'zh-TW')).toBe('手機號碼')
    expect(labelIn(['账套', 'Tenant'], 'zh-TW')).toBe('帳套')
  })
  it.each([
    ['客户', '客戶'],
    ['版块', '版塊'],
    ['视图', '檢視'],
    ['用户', '使用者'],
    ['默认', '預設'],
    ['数据', '資料'],
    ['导入与导出', '匯入與匯出'],
    ['菜单', '選單'],
    ['搜索', '搜尋'],
    ['文件', '檔案'],
    ['对象', '物件'],
    ['仪表盘', '儀表板'],
    ['快捷键', '快速鍵'],
    ['退出登录', '登出'],
    ['另存为模板', '另存為範本'],
    ['3 天后收回公海里的记录', '3 天後收回公海裡的記錄'],
    ['改后只影响新的记录', '改後只影響新的記錄'],
  ])('reads %s as %s', (simplified, expected) => {
    expect(labelIn([simplified, ''], 'zh-TW')).toBe(expected)
  })
  it('is what the label gives, when it gives it', () => {
    expect(labelIn(['版块', 'Board', '事業部'], 'zh-TW')).toBe('事業部')
  })
})

describe('the language to answer in', () => {
  it.each([
    ['en', 'zh-CN', 'en'],
    [null, 'en-US,en;q=0.9,zh;q=0.8', 'en'],
    [null, 'fr, zh-Hant-HK;q=0.8, en;q=0.5', 'zh-TW'],
    [null, 'en;q=0.2, zh-cn;q=0.9', 'zh-CN'],
    [null, 'en;q=0, fr', 'zh-CN'],
    ['klingon', undefined, 'zh-CN'],
  ] as const)('a person who chose %s with a browser that says %s reads %s', (chosen, header, lang) => {
    expect(chooseLang(chosen, header)).toBe(lang)
  })
})
