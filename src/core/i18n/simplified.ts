import { Converter } from 'opencc-js/t2cn'

let convert: ((text: string) => string) | undefined

/** Traditional Chinese, as written in Taiwan or Hong Kong, character by character → simplified. */
export function simplified(text: string): string {
  convert ??= Converter({ from: 't', to: 'cn' })
  return convert(text)
}
