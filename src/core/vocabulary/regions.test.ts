import { describe, expect, it } from 'vitest'
import type { Division } from './divisions'
import { divisions, regionCode, regionName } from './regions'

const named = (text: string) => {
  const code = regionCode(text)
  return code && regionName(code)
}

describe('the divisions of China', () => {
  it('are 34 provinces, every city and district under the code that begins its own', () => {
    expect(divisions).toHaveLength(34)
    const check = (division: Division) => {
      for (const child of division.children ?? []) {
        expect(child.code.startsWith(division.code), `${child.code} under ${division.code}`).toBe(true)
        check(child)
      }
    }
    divisions.forEach(check)
  })
  it('have no level that only fills the hierarchy', () => {
    expect(regionName('110105')).toBe('北京市 朝阳区')
    expect(regionName('429004')).toBe('湖北省 仙桃市')
    expect(regionName('1101')).toBeUndefined()
  })
  it('include Taiwan, Hong Kong and Macao', () => {
    expect(regionName('7101')).toBe('台湾省 台北市')
    expect(regionName('810002')).toBe('香港特别行政区 湾仔区')
    expect(regionName('820001')).toBe('澳门特别行政区 花地玛堂区')
  })
})

describe('a place that somebody typed', () => {
  it.each([
    ['四川省成都市武侯区', '四川省 成都市 武侯区'],
    ['四川省 成都市 武侯区', '四川省 成都市 武侯区'],
    ['四川/成都/武侯', '四川省 成都市 武侯区'],
    ['成都', '四川省 成都市'],
    ['四川成都', '四川省 成都市'],
    ['成都武侯区', '四川省 成都市 武侯区'],
    ['江苏昆山', '江苏省 苏州市 昆山市'],
    ['北京', '北京市'],
    ['北京市朝阳区', '北京市 朝阳区'],
    ['北京市北京市朝阳区', '北京市 朝阳区'],
    ['上海市市辖区浦东新区', '上海市 浦东新区'],
    ['上海浦东', '上海市 浦东新区'],
    ['内蒙古呼和浩特', '内蒙古自治区 呼和浩特市'],
    ['广西南宁市', '广西壮族自治区 南宁市'],
    ['新疆', '新疆维吾尔自治区'],
    ['恩施州', '湖北省 恩施土家族苗族自治州'],
    ['云南大理', '云南省 大理白族自治州'],
    ['湖北省直辖县级行政区划仙桃市', '湖北省 仙桃市'],
    ['吉林', '吉林省'],
    ['吉林市', '吉林省 吉林市'],
    ['吉林吉林', '吉林省 吉林市'],
    ['西安', '陕西省 西安市'],
    ['长沙县', '湖南省 长沙市 长沙县'],
    ['中国香港', '香港特别行政区'],
    ['廣東省廣州市', '广东省 广州市'],
    ['臺北市', '台湾省 台北市'],
    ['东莞', '广东省 东莞市'],
    ['510107', '四川省 成都市 武侯区'],
    ['510100', '四川省 成都市'],
    ['５１', '四川省'],
  ])('%s is %s', (typed, full) => {
    expect(named(typed)).toBe(full)
  })
  it.each(['朝阳区', '鼓楼区', '市中区', '成都西路', '', '   ', '某地', '市辖区', '999999', '51010', 'Chengdu'])(
    '%j is not guessed at',
    typed => {
      expect(named(typed)).toBeUndefined()
    },
  )
  it('is found again by the full name of every division', () => {
    const codes = (list: readonly Division[]): string[] => list.flatMap(d => [d.code, ...codes(d.children ?? [])])
    const lost = codes(divisions).filter(code => regionCode(regionName(code)!) !== code)
    expect(lost).toEqual([])
  })
})
