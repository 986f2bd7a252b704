import { chance as seeded } from '../src/domain/demo/chance'

/** A repeatable source of chance: the same seed gives the same company. */
export const chance = (seed: number): (() => number) => seeded(seed).next
export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const CHARACTERS = [
  ...'鼎丰瑞泰恒盛达通源兴隆昌茂嘉禾谷满堂云岭春赤泉越溪坊锦绣华康福临祥和顺德仁义信诚远航宏图大展明辉耀星月光彩虹金玉宝珠翠竹松柏梅兰菊荷香远溢清江海洋湖山川岳峰峦岩石林森木叶花果蜜甜甘露雨雪霜冰晶天地人龙凤麒麟鹏鹤鹰燕雁马牛羊虎豹象熊',
]
const PLACES: readonly (readonly [string, string])[] = [
  ['四川', '5101'],
  ['成都', '510107'],
  ['山东', '3701'],
  ['济南', '370102'],
  ['河南', '4101'],
  ['郑州', '410105'],
  ['江苏', '3201'],
  ['南京', '320102'],
  ['浙江', '3301'],
  ['宁波', '330203'],
  ['广西', '4501'],
  ['上海', '310106'],
  ['苏州', '320508'],
  ['合肥', '340103'],
  ['安徽', '3401'],
  ['福建', '3501'],
  ['绍兴', '330602'],
  ['杭州', '330106'],
  ['无锡', '320205'],
  ['湖北', '4201'],
  ['贵州', '5201'],
  ['北京', '110105'],
  ['天津', '120101'],
  ['重庆', '500103'],
  ['广东', '4401'],
  ['湖南', '4301'],
  ['陕西', '6101'],
  ['云南', '5301'],
  ['辽宁', '2101'],
  ['河北', '1301'],
]
const TRADES = [
  '酒业',
  '糖业',
  '食品',
  '商贸',
  '贸易',
  '实业',
  '饮料',
  '乳业',
  '调味品',
  '副食品',
  '糖酒',
  '酒类连锁',
  '烟酒',
  '粮油',
  '包装',
  '科技',
  '供应链',
  '生物科技',
  '国际贸易',
  '电子商务',
]
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司', '经营部', '商行']
const SURNAMES = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
]
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰红梅海燕雪峰鹏飞宇轩浩然子涵欣怡梓晨思雨佳琪晓东立成思源可月晗启铭文斌静怡',
]

/** A made-up company: its full name and where it is. */
export function companyName(random: () => number): { name: string; region: string } {
  const [place, region] = pick(random, PLACES)
  const length = random() < 0.75 ? 2 : 3
  const core = Array.from({ length }, () => pick(random, CHARACTERS)).join('')
  return { name: `${place}${core}${pick(random, TRADES)}${pick(random, FORMS)}`, region }
}

/** A made-up person. */
export const personName = (random: () => number): string =>
  pick(random, SURNAMES) + pick(random, GIVEN) + (random() < 0.7 ? pick(random, GIVEN) : '')

/** A mobile number whose second digit no operator has. */
export const mobile = (random: () => number): string => `12${String(Math.floor(random() * 1e9)).padStart(9, '0')}`
