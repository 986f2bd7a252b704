import { pinyin } from 'pinyin-pro'
import { isHan } from './normal'

/** Every syllable of Mandarin without tone, ü as v. */
const SYLLABLES = (
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang chao che chen ' +
  'cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao ' +
  'die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai ' +
  'guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju ' +
  'juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie ' +
  'lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei ' +
  'nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi ' +
  'qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng ' +
  'sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te ' +
  'tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue ' +
  'xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi ' +
  'zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo'
).split(' ')
const isSyllable = new Set(SYLLABLES)
const LONGEST = 6

/** Syllables that begin with `letters`. */
const beginningWith = new Map<string, string[]>()
for (const syllable of SYLLABLES) {
  for (let length = 1; length <= syllable.length; length++) {
    const start = syllable.slice(0, length)
    beginningWith.set(start, [...(beginningWith.get(start) ?? []), syllable])
  }
}
export const syllablesFrom = (letters: string): readonly string[] => beginningWith.get(letters) ?? []

const known = new Map<string, readonly string[]>()
/** The names people look at while they type come again and again. */
const KNOWN_MAX = 10_000

/**
 * How each character of a levelled text is read: a syllable for a Chinese one, an empty string for any other.
 * `person`: its first characters are a surname (单 is read shan).
 */
export function syllablesOf(text: string, person = false): readonly string[] {
  const key = person ? `${text} ` : text
  const before = known.get(key)
  if (before) return before
  const syllables = read(text, person)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, syllables)
  return syllables
}

function read(text: string, person: boolean): string[] {
  const characters = Array.from(text)
  // A surname is heard only at the head of the whole name.
  if (person) return characters.some(isHan) ? heard(characters, true) : characters.map(() => '')
  return characters.map((one, i) => soleReading(one) ?? inContext(characters, i))
}

/** Readings that hang on their neighbours, by the character and those around it. */
const contexts = new Map<string, string>()
const CONTEXTS_MAX = 50_000
/** So far on either side words reach that decide how a character is read (银行, 重庆, 长沙, 音乐). */
const NEIGHBOURS = 3

function inContext(characters: readonly string[], at: number): string {
  let [from, to] = [at, at]
  while (from > 0 && at - from < NEIGHBOURS && soleReading(characters[from - 1]!) !== '') from--
  while (to + 1 < characters.length && to - at < NEIGHBOURS && soleReading(characters[to + 1]!) !== '') to++
  const around = characters.slice(from, to + 1)
  const key = `${at - from}${around.join('')}`
  const before = contexts.get(key)
  if (before !== undefined) return before
  const reading = heard(around, false)[at - from]!
  if (contexts.size >= CONTEXTS_MAX) contexts.clear()
  contexts.set(key, reading)
  return reading
}

const sole = new Map<string, string | null>()

/** The reading of a character that has only one, whatever stands beside it; empty for what is not Chinese, null where there are several. */
function soleReading(character: string): string | null {
  const before = sole.get(character)
  if (before !== undefined) return before
  const all = isHan(character)
    ? new Set(pinyin(character, { type: 'array', toneType: 'none', v: true, multiple: true }).map(spoken))
    : new Set([''])
  const only = all.size === 1 ? [...all][0]! : null
  if (sole.size >= KNOWN_MAX * 5) sole.clear()
  sole.set(character, only)
  return only
}

/** How characters sound together, the longest words that they form first. */
function heard(characters: readonly string[], person: boolean): string[] {
  const options = { type: 'array', toneType: 'none', v: true } as const
  const whole = pinyin(characters.join(''), { ...options, surname: person ? 'head' : 'off' })
  return (whole.length === characters.length ? whole : characters.map(one => pinyin(one, options)[0])).map(spoken)
}

const spoken = (reading: string | undefined) => {
  const plain = reading === 'lve' || reading === 'nve' ? reading : (reading ?? '').replaceAll('ü', 'v')
  return isSyllable.has(plain) ? plain : ''
}

/** The unit each character gives to initials: the first letter of its syllable, itself when it is a Latin letter or digit, else nothing. */
export const initialsOf = (characters: readonly string[], syllables: readonly string[]): string[] =>
  characters.map((c, i) => syllables[i]!.charAt(0) || (/^[a-z0-9]$/.test(c) ? c : ''))

/**
 * The ways to read Latin letters as syllables, the last of which may be unfinished («zhongguoyid» → zhong guo yi d…).
 * Longest syllables first, at most `limit` ways; none when the letters can't be read so.
 */
export function segment(letters: string, limit = 6): string[][] {
  const ways: string[][] = []
  const walk = (at: number, so: string[]) => {
    if (ways.length >= limit) return
    if (at === letters.length) {
      ways.push(so)
      return
    }
    for (let length = Math.min(LONGEST, letters.length - at); length > 0; length--) {
      const part = letters.slice(at, at + length)
      const last = at + length === letters.length
      if (isSyllable.has(part) || (last && beginningWith.has(part))) walk(at + length, [...so, part])
    }
  }
  if (/^[a-z]{2,60}$/.test(letters)) walk(0, [])
  return ways
}

/** True when `letters` are the reading of some run of the text: syllables in full, the last perhaps unfinished. */
export function readsAs(syllables: readonly string[], letters: string): boolean {
  return syllables.some((_, start) => {
    let rest = letters
    for (let i = start; i < syllables.length && syllables[i]; i++) {
      const syllable = syllables[i]!
      if (syllable.startsWith(rest)) return true
      if (!rest.startsWith(syllable)) return false
      rest = rest.slice(syllable.length)
    }
    return false
  })
}
