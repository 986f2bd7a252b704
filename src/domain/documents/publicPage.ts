import type { Lang } from '../../core/entity'
import { say } from '../../core/i18n/say'
import type { Sheet } from './sheet'

/** A document as a customer meets it. */
export interface Shown {
  company: string
  name: string
  sheet: Sheet | null
  lang: Lang
  /** The page's own address. */
  path: string
  lastDay: string
  mayAnswer: boolean
  answer: { answer: string; by: string } | null
  /** Why an answer was not taken. */
  fault?: string
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)
const lines = (text: string) => escaped(text).replaceAll('\n', '<br>')

/** The page: what the document says, the file, and the answer where one is asked for. No script, nothing loaded from elsewhere. */
export function documentPage(shown: Shown): string {
  const { sheet, lang, path, name } = shown
  const w = (code: string, params: Record<string, string | number> = {}) =>
    escaped(say(`documentPage.${code}`, params, lang))
  const title = sheet?.title ?? name
  return page(
    lang,
    title,
    `<header><p class="from">${escaped(shown.company)}</p><h1>${escaped(title)}</h1>${sheet?.code ? `<p class="code">${escaped(sheet.code)}</p>` : ''}</header>
<p class="acts"><a class="button" href="${escaped(path)}/file">${w('download')}</a><span class="soft">${w('until', { day: shown.lastDay })}</span></p>
${sheet ? said(sheet, w) : ''}
${answering(shown, w)}`,
  )
}

/** A sentence in place of the document. */
export const documentSentence = (lang: Lang, code: string, params: Record<string, string> = {}): string =>
  page(
    lang,
    say('documentPage.title', {}, lang),
    `<h1>${escaped(say('documentPage.title', {}, lang))}</h1><p role="status">${escaped(say(code, params, lang))}</p>`,
  )

type Words = (code: string, params?: Record<string, string | number>) => string

function said(sheet: Sheet, w: Words): string {
  const facts = sheet.facts
    .map(({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${lines(text)}</dd></div>`)
    .join('')
  const head = sheet.columns
    .map(({ label, figure }) => `<th scope="col"${figure ? ' class="n"' : ''}>${escaped(label)}</th>`)
    .join('')
  const rows = sheet.lines
    .map(
      line =>
        `<tr>${line.map((text, i) => `<td data-label="${escaped(sheet.columns[i]!.label)}"${sheet.columns[i]!.figure ? ' class="n"' : ''}>${lines(text)}</td>`).join('')}</tr>`,
    )
    .join('')
  const totals = sheet.totals
    .map(({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(text)}</dd></div>`)
    .join('')
  const texts = sheet.paragraphs
    .map(({ title, text }) => `<section><h2>${escaped(title)}</h2><p>${lines(text)}</p></section>`)
    .join('')
  return `${facts ? `<dl class="facts">${facts}</dl>` : ''}
${sheet.opening ? `<p>${lines(sheet.opening)}</p>` : ''}
${sheet.lines.length ? `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>` : ''}
${sheet.more ? `<p class="soft">${w('more', { n: sheet.more })}</p>` : ''}
${totals ? `<dl class="totals">${totals}</dl>` : ''}
${sheet.inWords ? `<p class="words">${escaped(sheet.inWords.label)}：${escaped(sheet.inWords.text)}</p>` : ''}
${texts}`
}

function answering({ mayAnswer, answer, path, fault }: Shown, w: Words): string {
  if (answer)
    return `<p class="done" role="status">${w(answer.answer === 'accepted' ? 'wasAccepted' : 'wasDeclined', { by: answer.by })}</p>`
  if (!mayAnswer) return ''
  return `<form method="post" action="${escaped(path)}"><h2>${w('answer')}</h2>
${fault ? `<p class="wrong" role="alert">${escaped(fault)}</p>` : ''}
<p><label for="by">${w('by')}</label><input id="by" name="by" required maxlength="100" autocomplete="name"></p>
<p><label for="note">${w('note')}</label><textarea id="note" name="note" rows="3" maxlength="2000"></textarea></p>
<p class="acts"><button name="answer" value="accepted">${w('accept')}</button><button class="second" name="answer" value="declined">${w('decline')}</button></p></form>`
}

const page = (lang: Lang, title: string, body: string): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>`

const STYLE = `:root{color-scheme:light dark;--bg:#fff;--sub:#f6f8f8;--t1:#15201f;--t2:#475553;--line:#e6eaea;--edge:#84918f;--ac:#0b6e6e;--on:#fff;--act:#0b6e6e;--wrong:#b3231a}
@media (prefers-color-scheme:dark){:root{--bg:#121818;--sub:#0d1212;--t1:#e4eae9;--t2:#aeb9b7;--line:#232d2d;--edge:#73817f;--ac:#157a78;--act:#56bdb8;--wrong:#f28b80}}
body{margin:0;background:var(--sub);color:var(--t1);font:15px/24px "PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:860px;margin:0 auto;padding:32px 40px 56px;background:var(--bg);min-height:100vh;box-sizing:border-box}
header{border-bottom:1px solid var(--line);padding-bottom:12px}h1{font-size:20px;line-height:28px;margin:4px 0}h2{font-size:15px;line-height:24px;margin:24px 0 4px}
.from,.code,.soft,dt{color:var(--t2)}p{margin:0 0 12px}header p{margin:0}.acts{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin:16px 0}
.button,button{display:inline-flex;align-items:center;box-sizing:border-box;min-height:44px;padding:0 20px;border:1px solid var(--ac);border-radius:6px;background:var(--ac);color:var(--on);font:inherit;text-decoration:none;cursor:pointer}
button.second{background:none;color:var(--t1);border-color:var(--edge)}:focus-visible{outline:2px solid var(--act);outline-offset:2px}
dl{margin:0 0 16px}.facts{display:grid;grid-template-columns:1fr 1fr;gap:4px 32px}.facts div,.totals div{display:flex;gap:12px}.facts dt{flex:0 0 96px}dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px;margin:0 0 16px}th,td{padding:8px 6px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}th{color:var(--t2);font-weight:400}.n{text-align:right;white-space:nowrap}
.totals div{justify-content:flex-end}.totals dd{min-width:128px;text-align:right}.totals div:last-child{font-weight:600}.words{text-align:right}
form{margin-top:32px;padding-top:8px;border-top:1px solid var(--line)}label{display:block;color:var(--t2);font-size:13px}input,textarea{width:100%;box-sizing:border-box;min-height:44px;padding:9px 12px;border:1px solid var(--edge);border-radius:6px;background:var(--bg);color:inherit;font:inherit}
.wrong{color:var(--wrong)}.done{margin-top:32px;padding:12px 16px;border:1px solid var(--line);border-radius:6px;font-weight:600}
@media (max-width:640px){main{padding:20px 16px 40px}.facts{grid-template-columns:1fr}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table,tbody{display:block}tr{display:grid;grid-template-columns:1fr 1fr;gap:2px 16px;padding:10px 0;border-bottom:1px solid var(--line)}td{display:block;border:0;padding:0}td.n{text-align:left}td::before{content:attr(data-label)" ";color:var(--t2);font-size:13px}td:first-child{display:none}td:nth-child(2){grid-column:1/-1;font-weight:600}td:nth-child(2)::before{content:none}td:empty{display:none}}
@media print{.acts,form{display:none}main{padding:0}}`
