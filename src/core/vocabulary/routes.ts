import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../acts/perform'
import { notFound } from '../acts/refusal'
import type { Lang } from '../entity'
import { fileOfForm } from '../files/form'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { labelIn } from '../i18n/say'
import { traditional } from '../i18n/traditional'
import { dictionaryMeta } from './describe'
import type { Division } from './divisions'
import { importItems } from './importItems'
import { numberingOf, previewNumber } from './numberRuleRules'
import { divisions } from './regions'

const IMPORT_LIMIT_BYTES = 5 * 1024 * 1024

const IMPORT_ITEMS = about('Add items from a CSV with columns code, parent, name', {
  form: true,
  body: { file: 'At most 5 MB' },
})
const REGIONS = about('China’s provinces, cities and districts as a tree')
const NUMBERING = about('Number patterns by object, each with the number to come')
const PREVIEW_NUMBER = about('The number that a pattern would give next', {
  query: { pattern: 'Like KH-{yyyy}-{00000}' },
})

/** Dictionaries and divisions; single items are records of `dictionary-items`. */
export function vocabularyRoutes(app: FastifyInstance): void {
  app.get('/api/dictionaries', about('All dictionaries'), async request => {
    const { words, lang } = ctxOf(request)
    const items = [...words.dictionaries].map(([name, { label, tree }]) => ({
      name,
      label: labelIn(label, lang),
      tree,
      count: words.dictionary(name)?.size ?? 0,
    }))
    return { items }
  })

  app.get('/api/dictionaries/:name', about('A dictionary with its items'), async request => {
    const { words, lang } = ctxOf(request)
    const { name } = request.params as { name: string }
    if (!words.dictionaries.has(name) || !words.dictionary(name)) throw notFound()
    return { name, ...dictionaryMeta(words, name, lang) }
  })

  app.get('/api/regions', REGIONS, async (request, reply) => sendRegions(request, reply, ctxOf(request).lang))

  app.get('/api/numbering', NUMBERING, async request => numberingOf(ctxOf(request)))
  app.get('/api/numbering/:object', PREVIEW_NUMBER, async request => {
    const { object } = request.params as { object: string }
    return previewNumber(ctxOf(request), object, (request.query as { pattern?: unknown }).pattern)
  })

  app.register(async scope => {
    scope.addContentTypeParser(
      ['text/csv', 'text/plain'],
      { parseAs: 'buffer', bodyLimit: IMPORT_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    )
    scope.post('/api/dictionaries/:name/import', { bodyLimit: IMPORT_LIMIT_BYTES, ...IMPORT_ITEMS }, async request => {
      const { name } = request.params as { name: string }
      const file = await fileOf(request)
      return inTransaction(ctxOf(request), ctx => importItems(ctx, name, file))
    })
  })
}

/** The spreadsheet of an import: the body itself, or the file of a form. */
async function fileOf(request: FastifyRequest): Promise<Buffer> {
  if (Buffer.isBuffer(request.body)) return request.body
  const file = await fileOfForm(request, IMPORT_LIMIT_BYTES)
  return file.toBuffer()
}

const regionTrees = new Map<boolean, { text: string; etag: string }>()

function sendRegions(request: FastifyRequest, reply: FastifyReply, lang: Lang) {
  const inTraditional = lang === 'zh-TW'
  const tree = regionTrees.get(inTraditional) ?? writeTree(inTraditional)
  reply
    .header('etag', tree.etag)
    .header('cache-control', 'private, max-age=86400')
    .header('vary', 'accept-language, cookie')
  if (request.headers['if-none-match'] === tree.etag) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(tree.text)
}

function writeTree(inTraditional: boolean) {
  const write = ({ code, name, children }: Division): Division => ({
    code,
    name: inTraditional ? traditional(name) : name,
    ...(children ? { children: children.map(write) } : {}),
  })
  const text = JSON.stringify({ items: divisions.map(write) })
  const tree = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 20)}"` }
  regionTrees.set(inTraditional, tree)
  return tree
}
