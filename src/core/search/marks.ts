import { squeeze } from './normal'
import { initialsOf, syllablesOf } from './pinyin'

/** From and to (exclusive), in UTF-16 units of the title. */
export type Mark = [from: number, to: number]

/**
 * Where in a title each typed word was found, so that a list of results shows why: as it stands, by pinyin or by initials.
 * A word found elsewhere in the record (its telephone) leaves no mark.
 * @param person the title begins with a surname
 */
export function marksOf(title: string, typed: string, person = false): Mark[] {
  const units = unitsOf(title)
  const text = units.map(u => u.text)
  // How it sounds is asked only where a word does not stand there as it was typed.
  const sound = () => {
    const syllables = syllablesOf(text.join(''), person)
    return { syllables, initials: initialsOf(text, syllables) }
  }
  const marks = typed
    .split(/\s+/)
    .map(squeeze)
    .filter(Boolean)
    .flatMap(word => {
      const run = runOf(text, word) ?? soundRun(sound(), word)
      return run ? [[units[run[0]]!.from, units[run[1] - 1]!.to] as Mark] : []
    })
    .sort((a, b) => a[0] - b[0])
  return marks.filter(([from], i) => i === 0 || from >= marks[i - 1]![1])
}

/** The characters that search compares, one by one, and where they stand. */
function unitsOf(title: string): { text: string; from: number; to: number }[] {
  let at = 0
  return Array.from(title).flatMap(character => {
    const from = at
    at += character.length
    return Array.from(squeeze(character), text => ({ text, from, to: at }))
  })
}

/** First run of parts that together are the word. */
function runOf(parts: readonly string[], word: string): [number, number] | null {
  for (let start = 0; start < parts.length; start++) {
    let rest = word
    for (let i = start; i < parts.length && parts[i] && rest.startsWith(parts[i]!); i++) {
      rest = rest.slice(parts[i]!.length)
      if (!rest) return [start, i + 1]
    }
  }
  return null
}

const soundRun = ({ syllables, initials }: { syllables: readonly string[]; initials: string[] }, word: string) =>
  runOf(initials, word) ?? soundOf(syllables, word)

/** First run of syllables that the letters read; the last may be unfinished. */
function soundOf(syllables: readonly string[], letters: string): [number, number] | null {
  for (let start = 0; start < syllables.length; start++) {
    let rest = letters
    for (let i = start; i < syllables.length && syllables[i]; i++) {
      if (syllables[i]!.startsWith(rest)) return [start, i + 1]
      if (!rest.startsWith(syllables[i]!)) break
      rest = rest.slice(syllables[i]!.length)
    }
  }
  return null
}
