/** A text in which what was typed stands out: where the server found it, else where it reads the same. */
export function Marked({
  text,
  typed,
  marks,
}: {
  text: string
  typed: string
  marks?: readonly (readonly [number, number])[]
}) {
  const places = marks ?? literally(text, typed)
  if (places.length === 0) return text
  let end = 0
  return (
    <>
      {places.map(([from, to]) => {
        const before = text.slice(end, from)
        end = to
        return (
          <span key={from}>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </span>
        )
      })}
      {text.slice(end)}
    </>
  )
}

/** Where the typed words stand in a text as they are, first place of each, in order and apart. */
export function literally(text: string, typed: string): [number, number][] {
  const lower = text.toLowerCase()
  const found = typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map(word => [lower.indexOf(word), word.length] as const)
    .filter(([at]) => at >= 0)
    .map(([at, length]): [number, number] => [at, at + length])
    .sort((a, b) => a[0] - b[0])
  return found.filter(([from], i) => i === 0 || from >= found[i - 1]![1])
}
