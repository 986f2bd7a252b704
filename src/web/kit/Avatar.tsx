import './Avatar.css'

/** First character of a name: 周 for 周雨桐, A for Anna. */
const initial = (name: string) => [...name.trim()][0]?.toUpperCase() ?? '–'

/** A person's face, or a company's with `company`. The name always stands beside it, so it is silent: no text, or what surrounds it would read 周周雨桐. */
export function Avatar({
  name,
  size = 20,
  me,
  company,
}: {
  name: string
  size?: 20 | 24 | 28 | 32 | 40
  me?: boolean
  company?: boolean
}) {
  return (
    <span
      className={`k-avatar k-avatar-${size}${me ? ' me' : ''}${company ? ' company' : ''}`}
      aria-hidden="true"
      data-initial={initial(name)}
    />
  )
}
