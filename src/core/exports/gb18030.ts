/** Bytes of every character that GB18030 writes in two or in four bytes below U+10000, packed into one number; 0: none. */
let table: Uint32Array | undefined

function bytesByCharacter(): Uint32Array {
  const packed = new Uint32Array(0x10000)
  const decoder = new TextDecoder('gb18030')
  const learn = (bytes: number[], word: number) => {
    const text = decoder.decode(new Uint8Array(bytes))
    if (text.length === 1 && text !== '\ufffd' && packed[text.charCodeAt(0)] === 0) packed[text.charCodeAt(0)] = word
  }
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) learn([lead, trail], (lead << 8) | trail)
  }
  for (let index = 0; index < 39_420; index++) {
    const bytes = fourBytes(index)
    learn(bytes, ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0)
  }
  return packed
}

/** The four-byte codes stand in one row, counted in the digits 10 · 126 · 10 · 126. */
const fourBytes = (index: number) => [
  0x81 + Math.floor(index / 12_600),
  0x30 + (Math.floor(index / 1_260) % 10),
  0x81 + (Math.floor(index / 10) % 126),
  0x30 + (index % 10),
]
/** U+10000 stands at this place of the row. */
const SUPPLEMENTARY = 189_000

/** Text in the encoding that older Chinese spreadsheets open without asking. Every character of Unicode has its place in it. */
export function encodeGb18030(text: string): Buffer {
  table ??= bytesByCharacter()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code >= 0x10000) bytes.push(...fourBytes(SUPPLEMENTARY + code - 0x10000))
    else {
      const word = table[code]!
      if (word === 0) bytes.push(0x3f)
      else if (word > 0xffff) bytes.push(word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff)
      else bytes.push(word >>> 8, word & 0xff)
    }
  }
  return Buffer.from(bytes)
}
