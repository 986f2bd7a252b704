import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { type Messages, messages } from './messages'

const SRC = join(import.meta.dirname, '../..')
/** Constructors and functions whose first argument is the code of a sentence, the second its parameters. */
const SPEAKERS = new Set(['Invalid', 'Refusal', 'refuse', 'forbidden', 'bad', 'say'])

interface Use {
  code: string
  given: string[] | null
  at: string
}

/** Every place of the program that names a sentence. `given` is null where the parameters are not spelled out. */
function uses(): Use[] {
  const found: Use[] = []
  for (const path of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path.endsWith('.test.ts') || path.startsWith('web')) continue
    const source = ts.createSourceFile(path, readFileSync(join(SRC, path), 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && SPEAKERS.has(node.expression.getText(source))) {
        const [code, params] = node.arguments ?? []
        for (const text of code ? codesIn(code).filter(isCode) : []) {
          found.push({ code: text, given: params ? namesIn(params) : [], at: `${path}: ${text}` })
        }
      }
      if (
        ts.isPropertyAssignment(node) &&
        node.name.getText(source) === 'code' &&
        ts.isObjectLiteralExpression(node.parent)
      ) {
        const params = node.parent.properties.find(p => p.name?.getText(source) === 'params')
        for (const code of codesIn(node.initializer).filter(isCode)) {
          found.push({
            code,
            given: params && ts.isPropertyAssignment(params) ? namesIn(params.initializer) : [],
            at: `${path}: ${code}`,
          })
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}
/** `record.notFound`; other things are called `code` too. */
const isCode = (text: string) => /^[a-z]\w*\.[a-z]\w*$/.test(text)
const codesIn = (node: ts.Expression): string[] =>
  ts.isStringLiteralLike(node)
    ? [node.text]
    : ts.isConditionalExpression(node)
      ? [...codesIn(node.whenTrue), ...codesIn(node.whenFalse)]
      : []
const namesIn = (node: ts.Expression): string[] | null =>
  ts.isObjectLiteralExpression(node) && !node.properties.some(ts.isSpreadAssignment)
    ? node.properties.map(property => property.name!.getText())
    : null

const slices = import.meta.glob<Record<string, Messages>>('../../domain/*/messages.ts', { eager: true })
const all: Messages = Object.assign({}, messages, ...Object.values(slices).flatMap(slice => Object.values(slice)))
const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(match => match[1]!).sort()

describe('every refusal', () => {
  const found = uses()
  it('is found in the sources', () => {
    expect(found.map(use => use.code)).toContain('field.notPhone')
  })
  it('has a sentence', () => {
    expect(found.filter(use => !all[use.code]).map(use => use.at)).toEqual([])
  })
  it('gives its sentence all the parameters it needs', () => {
    const short = found.filter(
      use => use.given && all[use.code] && !placeholders(all[use.code]![0]).every(name => use.given!.includes(name)),
    )
    expect(short.map(use => use.at)).toEqual([])
  })
})

describe('every sentence', () => {
  it('needs the same parameters in every language', () => {
    const uneven = Object.entries(all).filter(([, [zh, ...others]]) =>
      others.some(other => `${placeholders(other!)}` !== `${placeholders(zh)}`),
    )
    expect(uneven.map(([code]) => code)).toEqual([])
  })
  it('keeps to the wording rules: no exclamation mark, no 您, no 成功, full-width punctuation, a space next to Latin letters and digits', () => {
    const wrong = Object.entries(all).filter(
      ([code, [zh]]) =>
        // These are put together from parts that bring their own quotation marks.
        !code.startsWith('configurator.tell.') &&
        (/[!！]|您|成功/.test(zh) ||
          /[\u4e00-\u9fff][,;:?]|[\u4e00-\u9fff][A-Za-z0-9{]|[A-Za-z0-9}][\u4e00-\u9fff]/.test(zh)),
    )
    expect(wrong.map(([code]) => code)).toEqual([])
  })
})
