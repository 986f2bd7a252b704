import type { Messages } from '../../core/i18n/messages'

export const productMessages: Messages = {
  'product.attributes': [
    '最多 6 个属性，每个有名称和 1–60 个不重复的取值',
    'At most 6 attributes, each with a name and 1–60 different values',
  ],
  'product.noAttributes': ['先填写款式属性，例如颜色、尺寸', 'First say in what variants differ: colour, size'],
  'product.tooManyVariants': [
    '这些属性会产生 {count} 个款式，一次最多 {max} 个，减少取值后再生成',
    'These attributes make {count} variants; at most {max} at once, so take some values away',
  ],
  'product.variantOfVariant': [
    '款式下面不能再分款式，选它的所属产品',
    'A variant has no variants of its own; choose its product',
  ],
  'product.inUse': [
    '「{name}」的物料清单用到它，先从清单里去掉',
    'It goes into “{name}”; take it out of that bill of materials first',
  ],
  'bom.itself': ['产品不能由自己组成', 'A product is not made of itself'],
  'bom.cycle': [
    '「{name}」里已经用到这个产品，会绕成一圈',
    '“{name}” already contains this product; it would go round in a circle',
  ],
  'bom.tooLong': ['物料清单展开超过 {max} 行', 'The bill of materials has more than {max} lines'],
}
