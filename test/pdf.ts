import { inflateSync } from 'node:zlib'

/** The text of each page of a PDF as a reader would copy it: what is drawn, translated back by the map that its font brings. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = new Map<string, { head: string; stream: Buffer | null }>()
  const text = pdf.toString('latin1')
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:stream\n|endobj)/g)) {
    const [whole, id, head] = found as unknown as [string, string, string]
    let stream: Buffer | null = null
    if (whole.endsWith('stream\n')) {
      const start = found.index + whole.length
      const raw = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(head)![1]))
      stream = head.includes('/FlateDecode') ? inflateSync(raw) : raw
    }
    objects.set(id, { head, stream })
  }
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.head ?? '')?.[1]
      if (map) fonts.set(name!, glyphs(objects.get(map)!.stream!.toString('latin1')))
    }
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => drawn(objects.get(/\/Contents (\d+) 0 R/.exec(head)![1]!)!.stream!.toString('latin1'), fonts))
}

function glyphs(map: string): Map<number, string> {
  const found = new Map<number, string>()
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first, list] of block!.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
      for (const [i, [, code]] of [...list!.matchAll(/<([\w ]+)>/g)].entries())
        found.set(
          Number.parseInt(first!, 16) + i,
          String.fromCharCode(
            ...(code!.replaceAll(' ', '').match(/.{4}/g) ?? []).map(four => Number.parseInt(four, 16)),
          ),
        )
  return found
}

function drawn(content: string, fonts: Map<string, Map<number, string>>): string {
  let font: Map<number, string> | undefined
  let text = ''
  for (const [, name, show] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name)
    else
      text += [...show!.matchAll(/<(\w+)>/g)]
        .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
        .map(code => font?.get(Number.parseInt(code, 16)) ?? '?')
        .join('')
  }
  return text
}
