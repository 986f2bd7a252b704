import type { Refusal } from '../../core/acts/refusal'
import type { Lang } from '../../core/entity'
import { say } from '../../core/i18n/say'
import type { Asked, OpenForm } from './submission'

interface Shown {
  form: OpenForm
  asked: readonly Asked[]
  lang: Lang
  values?: Record<string, unknown>
  errors?: Refusal['errors']
}

/** Hidden from people by sight, keyboard and screen reader; programs that fill in everything give themselves away. */
export const HONEYPOT = 'homepage2'

/** A form as a page of its own, to be linked to or framed by the company's website: no script, no cookie, nothing loaded. */
export function formPage({ form, asked, lang, values = {}, errors = [] }: Shown): string {
  const wrong = new Map(errors.map(error => [error.field, say(error.code, error.params ?? {}, lang)]))
  const rows = asked.map(one => row(one, values[one.name], wrong.get(one.name), lang))
  const consent = form.consent ? tick('consent', form.consent, values.consent, wrong.get('consent')) : ''
  return page(
    form.title,
    lang,
    `<h1>${escaped(form.title)}</h1>
${form.intro ? `<p class="intro">${escaped(form.intro)}</p>` : ''}
${errors.length ? `<p class="wrong" role="alert">${escaped(say('webForm.mend', { count: errors.length }, lang))}</p>` : ''}
<form method="post" novalidate>
${rows.join('\n')}
${consent}
<p class="trap" aria-hidden="true"><label>Homepage <input name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></p>
<button>${escaped(say('webForm.submit', {}, lang))}</button>
</form>`,
  )
}

/** What stands there afterwards, or instead. */
export const sentencePage = (title: string, sentence: string, lang: Lang): string =>
  page(title, lang, `<h1>${escaped(title)}</h1>\n<p class="said" role="status">${escaped(sentence)}</p>`)

const TYPES: Partial<Record<Asked['kind'], string>> = { phone: 'tel', email: 'email', url: 'url', date: 'date' }
const FILLS: Record<string, string> = { contactPerson: 'name', company: 'organization', phone: 'tel', email: 'email' }

function row(
  { name, label, kind, required, max, options }: Asked,
  value: unknown,
  wrong: string | undefined,
  lang: Lang,
): string {
  if (kind === 'flag') return tick(name, label, value, wrong)
  const id = `f-${name}`
  const shown = typeof value === 'string' ? value : ''
  const about = `id="${id}" name="${escaped(name)}"${required ? ' required' : ''}${wrong ? ` aria-invalid="true" aria-describedby="${id}-wrong"` : ''}`
  const limit = max ? ` maxlength="${max}"` : ''
  const control =
    kind === 'longText'
      ? `<textarea ${about} rows="4" maxlength="${max ?? 5000}">${escaped(shown)}</textarea>`
      : options
        ? `<select ${about}><option value="">${escaped(say('webForm.choose', {}, lang))}</option>${options
            .map(
              o =>
                `<option value="${escaped(o.code)}"${o.code === shown ? ' selected' : ''}>${escaped(o.label)}</option>`,
            )
            .join('')}</select>`
        : `<input ${about} type="${TYPES[kind] ?? 'text'}"${kind === 'number' ? ' inputmode="decimal"' : ''}${limit}${FILLS[name] ? ` autocomplete="${FILLS[name]}"` : ''} value="${escaped(shown)}">`
  const star = required ? ` <span class="star" title="${escaped(say('webForm.required', {}, lang))}">*</span>` : ''
  return `<p><label for="${id}">${escaped(label)}${star}</label>${control}${fault(id, wrong)}</p>`
}

const tick = (name: string, label: string, value: unknown, wrong: string | undefined) =>
  `<p class="tick"><label><input type="checkbox" id="f-${name}" name="${escaped(name)}"${value ? ' checked' : ''}${wrong ? ` aria-invalid="true" aria-describedby="f-${name}-wrong"` : ''}> <span>${escaped(label)}</span></label>${fault(`f-${name}`, wrong)}</p>`

const fault = (id: string, wrong: string | undefined) =>
  wrong ? `<span class="wrong" id="${id}-wrong">${escaped(wrong)}</span>` : ''

const page = (title: string, lang: Lang, body: string) => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
${body}
</main></body>
</html>`

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;color:#15201f;background:#fff}
main{max-width:560px;margin:0 auto;padding:24px 20px 32px}
h1{font-size:20px;line-height:28px;font-weight:600;margin:0 0 8px}
p{margin:0 0 16px}
.intro,.said{color:#475553;white-space:pre-wrap}
label{display:block;margin-bottom:4px}
input:not([type=checkbox]),select,textarea{display:block;width:100%;min-height:44px;padding:9px 12px;font:inherit;color:inherit;background:#fff;border:1px solid #84918f;border-radius:6px}
textarea{resize:vertical}
[aria-invalid]{border-color:#b3231a!important}
:focus-visible{outline:2px solid #2c9a97;outline-offset:2px}
.star,.wrong{color:#b3231a}
.wrong{display:block;font-size:13px;line-height:20px;margin-top:4px}
.tick label{display:flex;gap:8px;align-items:flex-start;min-height:24px}
.tick input{width:18px;height:18px;margin:3px 0 0;flex:none;accent-color:#0b6e6e}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
button{min-height:44px;padding:0 24px;font:inherit;font-weight:600;color:#fff;background:#0b6e6e;border:0;border-radius:6px;cursor:pointer}
button:hover{background:#095c5c}
@media(max-width:480px){button{width:100%}}`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, c => ENTITIES[c]!)
