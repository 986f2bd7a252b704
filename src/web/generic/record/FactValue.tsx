import type { ReactNode } from 'react'
import type { FieldMeta } from '../../../core/metadata/types'
import { useMetadata } from '../../api'
import { CodeChip } from '../../fields/CodeChip'
import { FieldCell } from '../../fields/FieldCell'
import { FileThumb, fileAddress, type StoredFile } from '../../fields/FileThumb'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { asList, isEmpty, isNamed, type Named } from '../../fields/value'
import { Link } from '../../shell/Link'

interface FactValueProps {
  field: FieldMeta
  value: unknown
  row: Record<string, unknown>
}

/** A value where there is room for it: references and addresses can be followed, several values stand as chips. */
export function FactValue({ field, value, row }: FactValueProps): ReactNode {
  const lookup = useLookup()
  const { objects } = useMetadata()
  if (isEmpty(value)) return <FieldCell field={field} value={value} />
  const text = fieldText(field, value, lookup, row)
  const masked = field.access === 'masked' && text.includes('*')
  switch (field.kind) {
    case 'phone':
      return masked ? text : <a href={`tel:${text.replace(/[^\d+]/g, '')}`}>{text}</a>
    case 'email':
      return masked ? text : <a href={`mailto:${text}`}>{text}</a>
    case 'url':
      return (
        <a href={/^https?:\/\//i.test(text) ? text : `http://${text}`} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      )
    case 'longText':
      return <span className="fact-text">{text}</span>
    case 'choice':
      return field.many ? (
        <span className="fact-chips">
          {asList<string>(value).map(code => (
            <CodeChip
              key={code}
              label={lookup.item(field.dictionary!, code)?.label ?? code}
              tone={lookup.item(field.dictionary!, code)?.tone}
            />
          ))}
        </span>
      ) : (
        <FieldCell field={field} value={value} />
      )
    case 'ref':
    case 'refs': {
      const target = objects.find(o => o.name === field.target)
      if (!target || target.setup || target.name === 'user') return <FieldCell field={field} value={value} />
      return asList<Named>(value)
        .filter(isNamed)
        .map((one, index) => (
          <span key={one.id}>
            {index > 0 && '、'}
            <Link to={`/${target.path}/${one.id}`}>{one.name ?? '–'}</Link>
          </span>
        ))
    }
    case 'files':
      return (
        <span className="fact-files">
          {asList<StoredFile>(value).map(file => (
            <a
              key={file.id}
              href={fileAddress(file)}
              target="_blank"
              rel="noreferrer"
              className="fact-file"
              aria-label={field.images ? file.name : undefined}
            >
              <FileThumb file={file} size={field.images ? 48 : 22} />
              {!field.images && file.name}
            </a>
          ))}
        </span>
      )
    default:
      return <FieldCell field={field} value={value} row={row} />
  }
}
