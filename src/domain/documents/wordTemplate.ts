import { readFile } from 'node:fs/promises'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { visibleFile } from '../../core/files'
import { contentPath } from '../../core/files/contents'
import { openArchive } from '../../core/imports/read/xlsx'
import type { Contents } from './contents'
import { type Picture, press } from './press'
import type { Sheet } from './sheet'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const FILE_MAX_BYTES = 10 << 20
/** Unpacked: pictures and all; and the text alone, of which every line of a paper takes its part again. */
const UNPACKED_MAX_BYTES = 60 << 20
const TEXT_MAX_BYTES = 6 << 20

/** The lists a Word template may repeat, by both their names. */
export const LISTS = ['明细', 'lines'] as const
/** What the alternative text of a picture may name, by both names. */
export const PICTURES = { logo: ['标志', 'logo'], stamp: ['公章', 'stamp'] } as const

/** Reads a Word template that was uploaded. @throws why it can't be used: no .docx, with macros, made to burst, reaching out */
export async function readTemplate(ctx: Ctx, fileId: string): Promise<Uint8Array> {
  const file = await visibleFile(ctx, fileId)
  if (!file) throw refuse('file.unknown')
  if (file.mime !== WORD) throw refuse('document.templateKind', { name: file.name })
  if (file.sizeBytes > FILE_MAX_BYTES) throw refuse('document.templateTooLarge', { max: FILE_MAX_BYTES >> 20 })
  const path = contentPath(ctx.dataDir, file.sha256)
  await inspect(path)
  return readFile(path)
}

async function inspect(path: string): Promise<void> {
  const archive = await openArchive(path).catch(error => {
    throw error instanceof Refusal ? refuse(ARCHIVE_FAULTS[error.code] ?? 'document.templateBroken') : error
  })
  try {
    const sizes = [...archive.entries.values()].map(entry => entry.uncompressedSize)
    if (sizes.reduce((sum, size) => sum + size, 0) > UNPACKED_MAX_BYTES) throw refuse('document.templateBomb')
    const names = [...archive.entries.keys()]
    if (names.some(name => /(^|\/)(activeX|embeddings)\//i.test(name) || /\.(exe|js|vbs)$/i.test(name)))
      throw refuse('document.templateEmbeds')
    const types = await textOf(archive, '[Content_Types].xml')
    if (/macroEnabled/i.test(types)) throw refuse('document.templateMacros')
    if (!/wordprocessingml\.document\.main\+xml/.test(types)) throw refuse('document.templateBroken')
    for (const name of names.filter(one => /\.rels$/i.test(one)))
      for (const [relation] of (await textOf(archive, name)).matchAll(/<Relationship\b[^>]*>/g))
        if (/TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/i.test(relation))
          throw refuse('document.templateReaches')
    for (const name of names.filter(one => /^word\/[^/]+\.xml$/i.test(one))) {
      const text = await textOf(archive, name)
      if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw refuse('document.templateBroken')
      const commands = [...text.matchAll(/<w:instrText\b[^>]*>([^<]*)/g)].map(([, command]) => command).join('')
      if (/\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b/i.test(commands))
        throw refuse('document.templateReaches')
    }
  } finally {
    archive.close()
  }
}

const ARCHIVE_FAULTS: Record<string, string> = {
  'import.bomb': 'document.templateBomb',
  'import.macros': 'document.templateMacros',
}

async function textOf(archive: Awaited<ReturnType<typeof openArchive>>, name: string): Promise<string> {
  if ((archive.entries.get(name)?.uncompressedSize ?? 0) > TEXT_MAX_BYTES) throw refuse('document.templateBomb')
  return archive.text(name)
}

/** @throws the first variable of a template that nobody knows, or that stands where it can't */
export async function checkTags(
  file: Uint8Array,
  known: { variables: ReadonlySet<string>; lines: ReadonlySet<string> },
): Promise<void> {
  const isList = (name: string | null) => name !== null && (LISTS as readonly string[]).includes(name)
  const pictures: readonly string[] = Object.values(PICTURES).flat()
  for (const { name, list, picture } of await press({ kind: 'tags', file })) {
    if (picture) {
      if (!pictures.includes(name)) throw refuse('document.templatePicture', { tag: name })
    } else if (isList(name)) {
      if (isList(list)) throw refuse('document.templateNested', { tag: name })
    } else if (!known.variables.has(name) && !(isList(list) && known.lines.has(name)))
      throw refuse(known.lines.has(name) ? 'document.templateLine' : 'document.templateUnknown', { tag: name })
  }
}

/** A Word template filled in. */
export function fillTemplate(
  file: Uint8Array,
  contents: Contents,
  sheet: Sheet,
  pictures: Record<keyof typeof PICTURES, Picture | null>,
): Promise<Uint8Array> {
  const lines = contents.lines.map(line =>
    Object.fromEntries(
      contents.lineVariables.flatMap(({ word, name }) => [
        [word, line[name] ?? ''],
        [name, line[name] ?? ''],
      ]),
    ),
  )
  return press({
    kind: 'word',
    file,
    values: Object.fromEntries(
      [...contents.variables, { word: '标题', name: 'title', text: sheet.title }].flatMap(({ word, name, text }) => [
        [word, text],
        [name, text],
      ]),
    ),
    lists: Object.fromEntries(LISTS.map(list => [list, lines])),
    pictures: Object.fromEntries(
      Object.entries(PICTURES).flatMap(([of, names]) =>
        names.map(name => [name, pictures[of as keyof typeof PICTURES]]),
      ),
    ),
  })
}
