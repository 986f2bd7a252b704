import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

/** Every import of one file of src by another, as paths under src without their ending. */
function imports(): Import[] {
  const found: Import[] = []
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue
    const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true)
    const note = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
      if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return
      found.push({ from: file, to: relative(SRC, resolve(SRC, dirname(file), specifier.text)), typeOnly })
    }
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) {
        const bindings = node.importClause?.namedBindings
        const named =
          bindings &&
          ts.isNamedImports(bindings) &&
          !node.importClause?.name &&
          bindings.elements.every(e => e.isTypeOnly)
        note(node.moduleSpecifier, !!node.importClause?.isTypeOnly || !!named)
      } else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly)
      else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        note(node.arguments[0], false)
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

const all = imports()
const named = (list: Import[]) => list.map(i => `${i.from} → ${i.to}`)
const sliceOf = (path: string) => /^domain\/([^/]+)/.exec(path)?.[1]
/** What a screen may know of the server: how things are declared and described. */
const DECLARATIONS =
  /^core\/(entity|metadata\/types|access\/rights|calendar\/china|i18n\/|http\/problem|records\/(filter|timeline|query|relative|history))/

describe('who may know whom', () => {
  it('core knows no business word: it imports no slice and no screen', () => {
    expect(all.length).toBeGreaterThan(300)
    expect(named(all.filter(i => i.from.startsWith('core/') && /^(domain|web)(\/|$)/.test(i.to)))).toEqual([])
  })

  it('slices meet only at their index', () => {
    const strangers = all.filter(i => {
      const [mine, other] = [sliceOf(i.from), sliceOf(i.to)]
      return other && mine && mine !== other && !/^domain\/[^/]+(\/index)?$/.test(i.to)
    })
    expect(named(strangers)).toEqual([])
  })

  it('the web imports declarations and types, never what runs on the server', () => {
    // What builds the screens runs where the server does.
    const reaching = all.filter(i => /^web\/(?!build\/)/.test(i.from) && /^(core|domain)\//.test(i.to) && !i.typeOnly)
    expect(named(reaching.filter(i => !DECLARATIONS.test(i.to) && !/^domain\/[^/]+\/screens\//.test(i.to)))).toEqual([])
  })
})
