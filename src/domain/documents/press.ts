import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal, refuse } from '../../core/acts/refusal'

/** What is printed: a page as pdfmake takes it, or a Word file that is filled in. */
export type Task =
  | { kind: 'pdf'; page: Record<string, unknown>; foot: string; numbers: 'chinese' | 'english' }
  | { kind: 'word'; file: Uint8Array; values: Record<string, string>; lists: Record<string, Record<string, string>[]> }
  | { kind: 'tags'; file: Uint8Array }
/** Names that stand in a Word file, each with the list it stands in. */
export interface Tag {
  name: string
  list: string | null
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
  async word({ file, values, lists }) {
    const done = open(file, tag => scope => {
      const name = tag.trim()
      if (scope && typeof scope === 'object' && Object.hasOwn(scope, name)) return scope[name]
      return undefined
    })
    done.render({ ...values, ...lists })
    return new Uint8Array(done.toBuffer())
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
    return tags
  },
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
