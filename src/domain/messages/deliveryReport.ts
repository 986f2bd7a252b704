import { type Attachment, simpleParser } from 'mailparser'

/** What a mail server says of one recipient (RFC 3464). */
export interface Delivery {
  address: string
  action: string
  /** Class, subject and detail of RFC 3463: 5.1.1 for a mailbox that does not exist. */
  status: string
  diagnostic: string
}
export interface DeliveryReport {
  deliveries: Delivery[]
  /** Message-IDs of what came back, as far as the report names them. */
  messageIds: string[]
}

/** The report itself is wanted, which the parser would else make part of the text. */
const OPTIONS = { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true }

/** Reads a report of delivery; null when a mail is none. */
export async function readDeliveryReport(mail: string): Promise<DeliveryReport | null> {
  const parsed = await simpleParser(mail, OPTIONS)
  const status = parsed.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (!status) return null
  const [, ...recipients] = blocksOf(status)
  const deliveries = recipients.flatMap(fields => {
    const address = typed(fields['final-recipient']) ?? typed(fields['original-recipient'])
    return address
      ? [
          {
            address: address.replace(/^<|>$/g, '').toLowerCase(),
            action: (fields.action ?? '').toLowerCase(),
            status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.status ?? '')?.[0] ?? '',
            diagnostic: typed(fields['diagnostic-code']) ?? '',
          },
        ]
      : []
  })
  const returned = parsed.attachments
    .filter(({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers')
    .map(({ content }) => /^message-id:\s*(<[^>]+>)/im.exec(content.toString('utf8'))?.[1])
  const named = [...returned, parsed.inReplyTo, ...[parsed.references ?? []].flat()]
  return { deliveries, messageIds: [...new Set(named.filter(id => id !== undefined))] }
}

/** Fields of a report come in blocks parted by blank lines: first about the message, then one for each recipient. */
const blocksOf = ({ content }: Attachment): Record<string, string>[] =>
  content
    .toString('utf8')
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .trim()
    .split(/\n\s*\n/)
    .map(block =>
      Object.fromEntries(
        block.split('\n').flatMap(line => {
          const at = line.indexOf(':')
          return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]] : []
        }),
      ),
    )

/** `rfc822; wang@baishan.cn` → `wang@baishan.cn`. */
const typed = (value: string | undefined) => value?.replace(/^[\w-]+\s*;\s*/, '').trim() || undefined

/** The mailbox or its domain is not there, or takes no mail: the next one would come back as well. A full mailbox empties again. */
export const isGone = ({ action, status }: Delivery): boolean =>
  action === 'failed' && /^5\.(0\.0|1\.[0-46]|1\.10|2\.1|4\.4|7\.13)$/.test(status)
