import { Converter } from 'opencc-js/t2cn'

/** Traditional Chinese, as written in Taiwan or Hong Kong, character by character → simplified. */
export const simplified: (text: string) => string = Converter({ from: 't', to: 'cn' })
