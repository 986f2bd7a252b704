import { Readable } from 'node:stream'
import sharp from 'sharp'
import { type Act, act, type Reaction, reaction } from '../../core/acts/act'
import { forbidden, Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Entity, type Lang, type Row, ref } from '../../core/entity'
import { visibleFile } from '../../core/files'
import { contentPath } from '../../core/files/contents'
import { isDrawn } from '../../core/files/fileType'
import { upload } from '../../core/files/upload'
import { read } from '../../core/records/query'
import { load, rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import { type Contents, contentsOf } from './contents'
import { document } from './document'
import { documentTemplate } from './documentTemplate'
import { sheetOf, type Template } from './drawSheet'
import { pageOf } from './pageLayout'
import { type Picture, press } from './press'
import { type Printable, register } from './printable'
import { SHOWN_LINES, type Sheet } from './sheet'
import { fillTemplate, readTemplate } from './wordTemplate'

/**
 * Says that records of an object can be printed. The slice lists the `acts` (a button «打印», `POST …/{id}/documents`) and `reactions`
 * it gets back.
 */
export function printable<E extends Entity<any>>(options: Printable<E>): { acts: Act[]; reactions: Reaction[] } {
  const known = options as unknown as Printable
  register(known)
  const { entity } = known
  return {
    acts: [
      act(entity, 'documents', {
        label: known.act ?? ['打印', 'Print'],
        icon: 'printer',
        needs: 'read',
        screen: `/print/${entity.path}/{id}`,
        input: { template: ref(documentTemplate.name, { label: ['文件模板', 'Template'] }) },
        async run(ctx, record, { template }) {
          const { id } = await makeDocument(ctx, known, record.id, template)
          return read(ctx, ctx.words.entity(document.name), id)
        },
      }),
    ],
    reactions: entity.owned ? [follows(entity)] : [],
  }
}

/** What was printed of a record goes with it to another owner. */
const follows = (entity: Entity<any>): Reaction =>
  reaction(entity, ['update'], async (ctx, after, before) => {
    if (after.owner === before?.owner && after.board === before?.board) return
    const papers = await ctx.db.query<{ row: Row<typeof document> }>(sql`
      select ${rowSql(document)} as row from ${raw(document.table)} t
      where t.about_id = ${after.id} and t.about_object = ${entity.name} and t.deleted_at is null for update`)
    for (const { row } of papers)
      await change(ctx, document, row, { owner: after.owner ?? null, board: after.board ?? row.board })
  })

/** A paper before it is one: what it says, and what it is made with. */
export interface Draft {
  contents: Contents
  sheet: Sheet
  template: Template | null
  ctx: Ctx
}

/** Puts together what a record's paper says, by a template or by the first that fits. @throws 404 for a record out of reach */
export async function draftOf(ctx: Ctx, printed: Printable, id: string, template: string | null): Promise<Draft> {
  const chosen = template ? await load(ctx, documentTemplate, template, 'read') : await firstTemplate(ctx, printed)
  if (chosen && (chosen.object !== printed.entity.name || !chosen.active)) throw refuse('document.otherTemplate')
  const spoken = chosen ? { ...ctx, lang: chosen.lang as Lang } : ctx
  const contents = await contentsOf(spoken, printed, id)
  return { contents, template: chosen, sheet: sheetOf(spoken, printed, contents, chosen ?? {}), ctx: spoken }
}

async function firstTemplate(ctx: Ctx, { entity }: Printable): Promise<Template | null> {
  const [found] = await ctx.db.query<{ row: Template }>(sql`
    select ${rowSql(documentTemplate)} as row from document_templates t
    where t.object = ${entity.name} and t.active and t.deleted_at is null order by t.position, t.created_at limit 1`)
  return found?.row ?? null
}

/** Makes a paper of a record and keeps it. */
export async function makeDocument(
  ctx: Ctx,
  printed: Printable,
  id: string,
  template: string | null,
): Promise<Row<typeof document>> {
  if (!ctx.user.system && !ctx.user.rights(document.name).create)
    throw forbidden('right.create', { object: document.name })
  const draft = await draftOf(ctx, printed, id, template)
  const { record } = draft.contents
  const word = draft.template?.kind === 'docx'
  const bytes = word ? await fill(draft) : await draw(draft)
  const { title, code } = draft.sheet
  const name = [title, code, code ? null : record[printed.entity.title]].filter(Boolean).join(' ')
  const file = await upload(ctx, `${name}.${word ? 'docx' : 'pdf'}`, Readable.from(Buffer.from(bytes)))
  return insert(
    ctx,
    document,
    {
      name: name.slice(0, 300),
      account: printed.entity.name === 'account' ? id : (record.account?.id ?? null),
      contact: record.contact?.id ?? null,
      template: draft.template?.id ?? null,
      format: word ? 'docx' : 'pdf',
      file: [file.id],
      status: 'made',
      madeBy: ctx.user.system ? null : ctx.user.id,
      aboutObject: printed.entity.name,
      aboutId: id,
      aboutVersion: record.version,
      sheet: {
        ...draft.sheet,
        lines: draft.sheet.lines.slice(0, SHOWN_LINES),
        more: Math.max(0, draft.sheet.lines.length - SHOWN_LINES),
      },
      ...(record.owner?.id ? { owner: record.owner.id } : {}),
      ...(record.board?.id ? { board: record.board.id } : {}),
    },
    'documents',
  )
}

async function fill({ ctx, template, contents, sheet }: Draft): Promise<Uint8Array> {
  const [file] = template?.file ?? []
  if (!file) throw refuse('document.templateNoFile')
  const pictures = await picturesOf(ctx, contents, !sheet.draft)
  return fillTemplate(await readTemplate(ctx, file), contents, sheet, pictures)
}

async function draw({ ctx, template, contents, sheet }: Draft): Promise<Uint8Array> {
  const { logo, stamp } = await picturesOf(ctx, contents, !!template?.stamped && !sheet.draft)
  return press({
    kind: 'pdf',
    page: pageOf(sheet, { logo: addressOf(logo), stamp: addressOf(stamp) }),
    foot: [contents.company?.foot, sheet.code].filter(Boolean).join('  '),
    numbers: ctx.lang === 'en' ? 'english' : 'chinese',
  })
}

/** So wide a picture is sharp on paper. */
const PICTURE_WIDTH = 700

/** The company's logo, and its stamp where it may stand: on no draft. */
const picturesOf = async (ctx: Ctx, { company }: Contents, stamped: boolean) => ({
  logo: await pictureOf(ctx, company?.logo),
  stamp: stamped ? await pictureOf(ctx, company?.stamp) : null,
})

const addressOf = (picture: Picture | null) =>
  picture && `data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}`

/** The first picture of a field of files, no larger than a page needs. */
async function pictureOf(ctx: Ctx, value: unknown): Promise<Picture | null> {
  const id = Array.isArray(value) ? value[0]?.id : undefined
  const file = id && (await visibleFile(ctx, id))
  if (!file || !isDrawn(file.mime)) return null
  const { data, info } = await sharp(contentPath(ctx.dataDir, file.sha256), { limitInputPixels: 50_000_000 })
    .rotate()
    .resize({ width: PICTURE_WIDTH, height: PICTURE_WIDTH, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true })
  return { bytes: new Uint8Array(data), width: info.width, height: info.height }
}

/** The record a paper was made of, where the caller sees it. @throws 404 */
export async function aboutOf(ctx: Ctx, paper: Row<typeof document>): Promise<Row<Entity<any>>> {
  const entity = ctx.words.findEntity(paper.aboutObject ?? '')
  if (!entity || !paper.aboutId) throw new Refusal('record.notFound', {}, 404)
  return load(ctx, entity, paper.aboutId, 'read')
}
