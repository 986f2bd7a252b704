import type { Lang } from '../../core/entity'

/**
 * What a document says, in words: the built-in page, the preview and the page that customers open are all drawn from it, so they say
 * the same. Texts are ready to be read, in the document's language.
 */
export interface Sheet {
  lang: Lang
  title: string
  /** The record's own number. */
  code: string | null
  company: { name: string; lines: string[] } | null
  facts: { label: string; text: string }[]
  opening: string | null
  columns: Column[]
  /** As many texts each as there are columns. */
  lines: string[][]
  totals: { label: string; text: string }[]
  /** The main amount, written out. */
  inWords: { label: string; text: string } | null
  paragraphs: { title: string; text: string }[]
  /** Who signs, one or both sides. */
  signatures: { label: string; name: string }[]
  /** Nobody has agreed to it yet: marked so across the page. */
  draft: string | null
  /** So many lines stand only in the file. */
  more: number
}
export interface Column {
  name: string
  label: string
  figure: boolean
  /** Its part of the width. */
  weight: number
}

/** So many lines are shown on screens; the file has them all. */
export const SHOWN_LINES = 200
