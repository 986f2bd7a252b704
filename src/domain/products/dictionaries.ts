import type { DictionarySeed } from '../../core/slice'

export const productDictionaries: readonly DictionarySeed[] = [
  { name: 'productLine', label: ['产品类别', 'Product category'], tree: true, items: [] },
  {
    name: 'unit',
    label: ['单位', 'Unit'],
    items: [
      ['piece', '件', 'piece'],
      ['set', '套', 'set'],
      ['box', '箱', 'box'],
      ['bottle', '瓶', 'bottle'],
      ['copy', '份', 'copy'],
      ['issue', '期', 'issue'],
      ['page', '版', 'page'],
      ['stand', '个展位', 'stand'],
      ['hour', '小时', 'hour'],
      ['year', '年', 'year'],
    ],
  },
  {
    name: 'productKind',
    label: ['产品性质', 'Product kind'],
    items: [
      ['goods', '商品', 'Goods'],
      ['service', '服务', 'Service'],
      ['bundle', '套装', 'Bundle'],
      ['part', '零部件', 'Part'],
    ],
  },
  {
    // The code is the rate: what is not a number is taxed with nothing.
    name: 'vatRate',
    label: ['增值税税率', 'VAT rate'],
    items: [
      ['13', '13%', '13%'],
      ['9', '9%', '9%'],
      ['6', '6%', '6%'],
      ['3', '3%', '3%'],
      ['1', '1%', '1%'],
      ['0', '0%', '0%'],
      ['exempt', '免税', 'Exempt'],
    ],
  },
  {
    name: 'literatureKind',
    label: ['资料类型', 'Kind of literature'],
    items: [
      ['brochure', '产品手册', 'Brochure'],
      ['pitch', '销售话术', 'Pitch'],
      ['case', '成功案例', 'Case'],
      ['faq', '常见问答', 'Questions'],
      ['sheet', '参数表', 'Data sheet'],
      ['certificate', '资质证书', 'Certificate'],
      ['comparison', '竞品对比', 'Comparison'],
    ],
  },
]
