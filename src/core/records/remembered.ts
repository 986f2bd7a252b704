import { dayOf } from '../calendar/china'
import type { Ctx, Principal } from '../ctx'
import type { Vocabulary } from './vocabulary'

/** How many of a person's questions are remembered; the one asked longest ago goes first. */
const REMEMBERED_MAX = 100

/** By person and words: when rights or words change these are new values, and what was compiled for the old ones goes with them. */
const byPerson = new WeakMap<Principal, WeakMap<Vocabulary, Map<string, unknown>>>()

/**
 * What `compile` makes of a question, compiled once a day for a person who asks the same again: lists are opened many times
 * and their statements differ in nothing. Relative dates mean the same for a day, which is why the day is part of the key.
 */
export function remembered<T>(ctx: Ctx, question: string, compile: () => T): T {
  const words = byPerson.get(ctx.user) ?? new WeakMap<Vocabulary, Map<string, unknown>>()
  byPerson.set(ctx.user, words)
  const questions = words.get(ctx.words) ?? new Map<string, unknown>()
  words.set(ctx.words, questions)
  const key = `${dayOf(ctx.now)} ${question}`
  const known = questions.get(key) as T | undefined
  questions.delete(key)
  const value = known ?? compile()
  questions.set(key, value)
  if (questions.size > REMEMBERED_MAX) questions.delete(questions.keys().next().value!)
  return value
}
