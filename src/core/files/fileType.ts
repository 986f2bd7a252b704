import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'

/** What may be uploaded, by what the content is; what a browser or a file name says of it counts for nothing. */
const ALLOWED = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/bmp',
  'image/tiff',
  'image/svg+xml',
  'application/pdf',
  'application/rtf',
  'application/epub+zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  // Word, Excel, PowerPoint and WPS before 2007.
  'application/x-cfb',
  'application/zip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/gzip',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/wav',
  'audio/ogg',
  'audio/opus',
  'audio/amr',
  'audio/flac',
  'video/mp4',
  'video/quicktime',
  'video/webm',
  'video/3gpp',
  'video/x-msvideo',
  'video/matroska',
  'video/x-m4v',
  'text/plain',
  'text/csv',
  'text/calendar',
  'text/vcard',
  'text/html',
  'text/markdown',
  'message/rfc822',
  'application/xml',
  'application/json',
])

/** Shown by the browser in place; everything else is downloaded, above all SVG and HTML, which may carry scripts. */
const SHOWN = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'application/pdf',
  'text/plain',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/wav',
  'audio/ogg',
  'video/mp4',
  'video/webm',
  'video/quicktime',
])
/** Pictures that can be made smaller. */
const DRAWN = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/tiff'])

export const isAllowed = (mime: string) => ALLOWED.has(mime)
export const isShown = (mime: string) => SHOWN.has(mime)
export const isDrawn = (mime: string) => DRAWN.has(mime)
export const isPicture = (mime: string) => mime.startsWith('image/') && mime !== 'image/svg+xml'

const HEAD_BYTES = 64 * 1024

/** The type of a file's content. The name only tells kinds of text apart. */
export async function typeOf(path: string, name: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return typeOfHead(buffer.subarray(0, bytesRead), name)
  } finally {
    await file.close()
  }
}

async function typeOfHead(head: Buffer, name: string): Promise<string> {
  const found = await fileTypeFromBuffer(head)
  if (found && !/xml$/.test(found.mime)) return found.mime
  const text = textOf(head)
  return text === null ? 'application/octet-stream' : typeOfText(text, name)
}

/** UTF-8, UTF-16 or GB18030; null where the bytes are no text. The last character may be cut in two. */
function textOf(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (head.includes(0)) return null
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: head.length === HEAD_BYTES })
    } catch {}
  }
  return null
}

const BY_ENDING: Record<string, string> = {
  csv: 'text/csv',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  md: 'text/markdown',
  eml: 'message/rfc822',
  json: 'application/json',
  xml: 'application/xml',
}

function typeOfText(text: string, name: string): string {
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml'
  if (/<(!doctype\s+html|html|head|body|script|iframe)[\s>]/i.test(text)) return 'text/html'
  if (text.startsWith('<?xml')) return 'application/xml'
  return BY_ENDING[name.split('.').at(-1)!.toLowerCase()] ?? 'text/plain'
}
