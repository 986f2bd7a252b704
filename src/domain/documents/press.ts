import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal, refuse } from '../../core/acts/refusal'

/** What is printed: a page as pdfmake takes it, or a Word file that is filled in. */
export type Task =
  | { kind: 'pdf'; page: Record<string, unknown>; foot: string; numbers: 'chinese' | 'english' }
  | {
      kind: 'word'
      file: Uint8Array
      values: Record<string, string>
      lists: Record<string, Record<string, string>[]>
      /** What stands where a picture's alternative text names it; null leaves the place empty. */
      pictures: Record<string, Picture | null>
    }
  | { kind: 'tags'; file: Uint8Array }
/** A picture as PNG; its size in pixels. */
export interface Picture {
  bytes: Uint8Array
  width: number
  height: number
}
/** Names that stand in a Word file, each with the list it stands in, or as the alternative text of a picture. */
export interface Tag {
  name: string
  list: string | null
  picture?: boolean
}
interface Printed {
  pdf: Uint8Array
  word: Uint8Array
  tags: Tag[]
}

const TIME_MS = 60_000
const MEMORY_MB = 384
/** Fonts stay read for the next one; after that the memory is worth more. */
const IDLE_MS = 120_000

/**
 * Prints apart from everything else: in a thread of its own, one paper after the other, with bounded time and memory, so that neither
 * a long paper nor a hostile template keeps requests waiting.
 * @throws what a template is at fault for (`document.template…`), and that a paper is too large
 */
export async function press<K extends Task['kind']>(task: Task & { kind: K }): Promise<Printed[K]> {
  const before = busy
  let free = () => {}
  busy = new Promise(done => {
    free = done
  })
  await before
  try {
    return (await print(task)) as Printed[K]
  } finally {
    free()
  }
}

let busy: Promise<void> = Promise.resolve()
let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
/** Who waits for what the thread prints now. */
let waiting: { done(result: unknown): void; fail(error: unknown): void } | undefined

async function print(task: Task): Promise<unknown> {
  clearTimeout(idle)
  thread ??= start()
  const worker = thread
  worker.ref()
  const late = setTimeout(() => end(worker, refuse('document.tooLarge')), TIME_MS)
  try {
    return await new Promise<unknown>((done, fail) => {
      waiting = { done, fail }
      worker.postMessage(task)
    })
  } finally {
    clearTimeout(late)
    waiting = undefined
    worker.unref()
    idle = setTimeout(() => end(worker), IDLE_MS)
    idle.unref()
  }
}

/** Ends a thread; whoever waits for it hears why. */
function end(worker: Worker, error?: unknown): void {
  if (thread === worker) {
    thread = undefined
    if (error) waiting?.fail(error)
  }
  void worker.terminate()
}

interface Fault {
  code?: string
  params?: Record<string, string>
  message: string
}
const refusalOf = ({ code, params, message }: Fault): Error =>
  code ? new Refusal(code, params ?? {}) : new Error(`Printing: ${message}`)

function start(): Worker {
  const from = import.meta.url
  const fonts = join(dirname(createRequire(from).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  const worker = new Worker(PRESS, {
    eval: true,
    workerData: {
      from,
      regular: join(fonts, 'NotoSansHans-Regular.otf'),
      bold: join(fonts, 'NotoSansHans-Bold.otf'),
    },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    stdout: true,
  })
  worker.on('message', ({ result, fault }: { result?: unknown; fault?: Fault }) =>
    fault ? waiting?.fail(refusalOf(fault)) : waiting?.done(result),
  )
  worker.on('error', (error: Error & { code?: string }) =>
    end(worker, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('document.tooLarge') : error),
  )
  worker.on('exit', () => end(worker, refuse('document.tooLarge')))
  return worker
}

/**
 * What runs in the thread. It is text, for the server is one bundled file and a thread begins with a file of its own; packages are
 * looked for where the server's are.
 */
const PRESS = `
const { parentPort, workerData } = require('node:worker_threads')
const { createRequire } = require('node:module')
const load = createRequire(workerData.from)

// Reading a font of 20,000 characters takes longer than a page: what has been read once serves all papers.
function keepFonts() {
  const inside = createRequire(createRequire(load.resolve('pdfmake')).resolve('pdfkit'))
  const fontkit = inside('fontkit')
  const fonts = new Map()
  const create = (bytes, family) => {
    if (!fonts.has(bytes.length)) fonts.set(bytes.length, fontkit.create(bytes, family))
    return fonts.get(bytes.length)
  }
  inside.cache[inside.resolve('fontkit')].exports = { ...fontkit, create }
}
let kept = false

const kinds = {
  async pdf({ page, foot, numbers }) {
    if (!kept) keepFonts()
    kept = true
    const pdfmake = load('pdfmake')
    pdfmake.setFonts({ Noto: { normal: workerData.regular, bold: workerData.bold, italics: workerData.regular, bolditalics: workerData.bold } })
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy(path => path === workerData.regular || path === workerData.bold)
    pdfmake.setTableLayouts({
      ruled: {
        hLineWidth: () => 0.5,
        vLineWidth: () => 0,
        hLineColor: () => '#c9d1d0',
        paddingLeft: () => 4,
        paddingRight: () => 4,
        paddingTop: () => 3,
        paddingBottom: () => 3,
      },
    })
    const pages = (at, all) => (numbers === 'chinese' ? '第 ' + at + ' 页，共 ' + all + ' 页' : 'Page ' + at + ' of ' + all)
    page.footer = (at, all) => ({
      margin: [42, 18, 42, 0],
      fontSize: 8,
      color: '#5c6a68',
      columns: [{ text: foot, width: '*' }, { text: pages(at, all), width: 'auto', alignment: 'right' }],
    })
    const document = await pdfmake.createPdf(page)
    return new Uint8Array(await document.getBuffer())
  },
  async word({ file, values, lists, pictures }) {
    const done = open(file, tag => scope => {
      const name = tag.trim()
      if (scope && typeof scope === 'object' && Object.hasOwn(scope, name)) return scope[name]
      return undefined
    })
    done.render({ ...values, ...lists })
    const zip = done.getZip()
    placePictures(zip, pictures)
    return new Uint8Array(zip.generate({ type: 'uint8array', compression: 'DEFLATE' }))
  },
  async tags({ file }) {
    const tags = []
    const collect = (parts, list) => {
      for (const part of parts) {
        if (part.type !== 'placeholder') continue
        if (part.module === 'rawxml' || part.module === 'rawxml-inline') throw fault('document.templateTag', { tag: '@' + part.value })
        const name = String(part.value).trim()
        tags.push({ name, list })
        if (part.subparsed) collect(part.subparsed, part.module === 'loop' && !part.inverted ? name : list)
      }
    }
    const opened = open(file, () => () => '')
    for (const path of Object.keys(opened.compiled)) collect(opened.compiled[path].postparsed, null)
    for (const { name, text } of textsOf(opened.getZip()))
      for (const part of pictureParts(text)) if (namedIn(part)) tags.push({ name: namedIn(part), list: null, picture: true })
    return tags
  },
}

// What Word keeps of a picture begins with its description; a part reaches from one to the next.
const pictureParts = text => text.split(/(?=<wp:docPr\\b)/)
const namedIn = part => {
  const [about] = /^<wp:docPr\\b[^>]*>/.exec(part) || []
  const named = about && /<a:blip\\b/.test(part) && /[{]\\s*([^{}"<]{1,60}?)\\s*[}]/.exec(about)
  return named ? named[1] : null
}
const textsOf = zip => zip.file(/^word[/][^/]+[.]xml$/).map(({ name }) => ({ name, text: zip.file(name).asText() }))

// A pixel through which one sees the paper.
const NOTHING = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADUlEQVQImWNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=='
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'

/** Puts pictures where pictures that name them stand: at their place, no larger than they are. */
function placePictures(zip, pictures) {
  const names = Object.keys(pictures)
  for (const { name: path, text } of textsOf(zip)) {
    const parts = pictureParts(text)
    const used = new Set()
    for (let i = 1; i < parts.length; i++) {
      const named = namedIn(parts[i])
      if (!named || !Object.hasOwn(pictures, named)) continue
      const at = names.indexOf(named)
      used.add(at)
      // A picture inside may say more than its bytes: where it is cut, and a drawing that is shown instead.
      parts[i] = parts[i]
        .replace(/<a:blip\\b[^>]*?(?:[/]>|>[^]*?<[/]a:blip>)/, '<a:blip r:embed="rIdPlaced' + at + '"/>')
        .replace(/<a:srcRect\\b[^>]*[/]>/, '')
      fit(parts, i, pictures[named])
    }
    if (used.size === 0) continue
    zip.file(path, parts.join(''))
    const links = path.replace(/^word[/]/, 'word/_rels/') + '.rels'
    const before = zip.file(links) ? zip.file(links).asText() : '<Relationships xmlns="' + PACKAGE + '"></Relationships>'
    const added = [...used].map(at => '<Relationship Id="rIdPlaced' + at + '" Type="' + IMAGE + '" Target="media/placed' + at + '.png"/>').join('')
    zip.file(links, before.replace(/<Relationships\\b([^>]*)[/]>|<[/]Relationships>/, (_, own) => (own === undefined ? '' : '<Relationships' + own + '>') + added + '</Relationships>'))
    for (const at of used) {
      const picture = pictures[names[at]]
      zip.file('word/media/placed' + at + '.png', picture ? Buffer.from(picture.bytes) : Buffer.from(NOTHING, 'base64'))
    }
  }
  const types = zip.file('[Content_Types].xml').asText()
  if (!/<Default\\b[^>]*Extension="png"/i.test(types))
    zip.file('[Content_Types].xml', types.replace(/<Types\\b[^>]*>/, '$&<Default Extension="png" ContentType="image/png"/>'))
}

/** The place of a picture, made as narrow or as low as the one that stands there now: nothing is stretched. */
function fit(parts, i, picture) {
  const extent = /<wp:extent\\b[^>]*>(?![^]*<wp:extent\\b)/.exec(parts[i - 1])
  const box = extent && ['cx', 'cy'].map(side => Number((new RegExp(side + '="([0-9]+)"').exec(extent[0]) || [])[1]))
  if (!picture || !box || !(box[0] > 0 && box[1] > 0)) return
  const scale = Math.min(box[0] / picture.width, box[1] / picture.height)
  const sized = tag => tag.replace(/cx="[0-9]+"/, 'cx="' + Math.round(picture.width * scale) + '"').replace(/cy="[0-9]+"/, 'cy="' + Math.round(picture.height * scale) + '"')
  parts[i - 1] = parts[i - 1].slice(0, extent.index) + sized(extent[0]) + parts[i - 1].slice(extent.index + extent[0].length)
  parts[i] = parts[i].replace(/<a:ext\\b[^>]*cx=[^>]*>/, sized)
}

function open(file, parser) {
  const PizZip = load('pizzip')
  const Docxtemplater = load('docxtemplater')
  let zip
  try {
    zip = new PizZip(Buffer.from(file))
  } catch {
    throw fault('document.templateBroken')
  }
  try {
    return new Docxtemplater(zip, {
      parser: tag => ({ get: parser(tag) }),
      nullGetter: () => '',
      paragraphLoop: true,
      linebreaks: true,
      stripInvalidXMLChars: true,
      errorLogging: false,
    })
  } catch (error) {
    const first = error.properties && error.properties.errors ? error.properties.errors[0] : error
    const about = (first && first.properties) || {}
    throw fault('document.templateTag', { tag: String(about.xtag || about.context || about.id || '').slice(0, 60) })
  }
}

function fault(code, params) {
  return Object.assign(new Error(code), { code, params })
}

parentPort.on('message', async task => {
  try {
    parentPort.postMessage({ result: await kinds[task.kind](task) })
  } catch (error) {
    parentPort.postMessage({ fault: { code: /^document\\./.test(error.code || '') ? error.code : undefined, params: error.params, message: String(error.message) } })
  }
})
`
