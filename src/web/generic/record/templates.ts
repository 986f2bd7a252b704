/** What a template's variables stand for where it is used. */
export interface Filling {
  account?: string | null
  contact?: string | null
  today: string
  me: string
}

const NAMES: Record<string, keyof Filling> = {
  客户: 'account',
  客戶: 'account',
  account: 'account',
  联系人: 'contact',
  聯絡人: 'contact',
  contact: 'contact',
  今天: 'today',
  today: 'today',
  我: 'me',
  me: 'me',
}

/** A template with its variables filled in. One that has no value here stays, so that the writer sees what is missing. */
export const filled = (template: string, filling: Filling): string =>
  template.replace(/\{([^{}\s]{1,20})\}/g, (whole, name: string) => filling[NAMES[name.toLowerCase()]!] || whole)

/** The way back: names of this customer, this contact and oneself become variables, so that the text fits the next one too. */
export function asTemplate(text: string, { account, contact, me }: Filling): string {
  const names: [string | null | undefined, string][] = [
    [account, '{客户}'],
    [contact, '{联系人}'],
    [me, '{我}'],
  ]
  return names.reduce((now, [name, variable]) => (name ? now.replaceAll(name, variable) : now), text)
}

/** What is being typed behind a sign that calls for help: @ for people, / for templates at the start of a word. */
export function askedAt(before: string): { sign: '@' | '/'; typed: string } | undefined {
  const people = /@([^\s@]{0,20})$/.exec(before)
  if (people) return { sign: '@', typed: people[1]! }
  const template = /(?:^|\s)\/([^\s/]{0,20})$/.exec(before)
  return template ? { sign: '/', typed: template[1]! } : undefined
}
