import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { type Host, systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Lang } from '../../core/entity'
import { chooseLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { seal, unseal } from '../../core/seal'
import { closeAddress } from './closeAddress'
import type { Message, Sender } from './line'
import { message } from './message'

/** Who writes to one person about one matter needs no way out; who writes to many does. */
const MASS = ['care', 'marketing']
const OWNER = 'unsubscribe'
const MARK = 'sealed:'

/** How a recipient gets out of what a message is one of; null where none is needed. */
export interface WayOut {
  /** The page; none while the company did not say under which address it is reached. */
  link: string | null
  headers: Record<string, string>
}

/**
 * The way out of a message (RFC 2369, RFC 8058): a page that needs no log-in, and what mail programs offer by themselves. The link
 * holds tenant and message, sealed, so that nobody can make one up.
 */
export async function wayOut(ctx: Ctx, sender: Sender, { id, channel, purpose }: Message): Promise<WayOut | null> {
  if (channel !== 'email' || !MASS.includes(purpose)) return null
  const mail = `<mailto:${sender.fromAddress}?subject=unsubscribe>`
  if (!sender.linkAddress) return { link: null, headers: { 'List-Unsubscribe': mail } }
  const token = (await seal(ctx.dataDir, JSON.stringify([ctx.tenant, id]), OWNER)).slice(MARK.length)
  const base = /^https?:/i.test(sender.linkAddress) ? sender.linkAddress : `https://${sender.linkAddress}`
  const link = `${base.replace(/\/+$/, '')}/unsubscribe/${token}`
  // A click that needs no page is trusted over https only.
  const oneClick: Record<string, string> = /^https:/i.test(link)
    ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {}
  return { link, headers: { 'List-Unsubscribe': `<${link}>, ${mail}`, ...oneClick } }
}

/**
 * GET /unsubscribe/{token}: asks whether one really wants no more; it changes nothing, for mail programs open links on their own.
 * POST does it, from that page or from the mail program at a click.
 */
export function unsubscribeRoutes(app: FastifyInstance): void {
  app.register(async scope => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) =>
      done(null, undefined),
    )
    scope.get('/unsubscribe/:token', async (request, reply) => answer(request, reply, await meant(scope.host, request)))
    scope.post('/unsubscribe/:token', async (request, reply) => {
      const found = await meant(scope.host, request)
      if (found) await inTransaction(found.ctx, ctx => closeAddress(ctx, 'email', found.to, 'refused', found.id))
      return answer(request, reply, found, true)
    })
  })
}

interface Meant {
  ctx: Ctx
  id: string
  to: string
  company: string
}

async function meant(host: Host, request: FastifyRequest): Promise<Meant | null> {
  const { token } = request.params as { token: string }
  const opened = await unseal(host.dataDir, `${MARK}${token}`, OWNER).catch(() => null)
  if (!opened) return null
  const [tenant, id] = JSON.parse(opened) as [number, string]
  const ctx = await systemContext(host, tenant)
  const [found] = await ctx.db.query<{ row: Message }>(
    sql`select ${rowSql(message)} as row from messages t where t.id = ${id}`,
  )
  const [company] = await ctx.db.query<{ name: string }>(sql`select name from tenants`)
  return found?.row.to ? { ctx, id, to: found.row.to, company: company?.name ?? '' } : null
}

function answer(request: FastifyRequest, reply: FastifyReply, found: Meant | null, done = false): FastifyReply {
  const lang = chooseLang(undefined, request.headers['accept-language'])
  return reply
    .code(found ? 200 : 404)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page(lang, found, done))
}

/** A page of its own, without scripts: it opens in any mail program. */
function page(lang: Lang, found: Meant | null, done: boolean): string {
  const words = (code: string) =>
    escaped(say(`unsubscribe.${code}`, { company: found?.company ?? '', to: found?.to ?? '' }, lang))
  const state = !found ? 'unknown' : done ? 'done' : 'ask'
  const form = state === 'ask' ? `<form method="post"><button>${words('button')}</button></form>` : ''
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${words('title')}</title><style>${STYLE}</style></head>
<body><main><h1>${words('title')}</h1><p>${words(state)}</p>${form}</main></body></html>`
}

const STYLE = `:root{color-scheme:light dark;--bg:#fff;--t1:#1f2329;--t2:#575e68;--ac:#2456c7}
@media (prefers-color-scheme:dark){:root{--bg:#16181c;--t1:#e8eaed;--t2:#a4abb6;--ac:#7ea2ff}}
body{margin:0;background:var(--bg);color:var(--t1);font:15px/24px system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:440px;margin:12vh auto 0;padding:0 24px}h1{font-size:20px;line-height:28px;margin:0 0 12px}p{color:var(--t2);margin:0 0 24px;overflow-wrap:anywhere}
button{font:inherit;min-height:44px;padding:0 20px;border:0;border-radius:6px;background:#2456c7;color:#fff;cursor:pointer}
button:focus-visible{outline:2px solid var(--ac);outline-offset:2px}`

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)
