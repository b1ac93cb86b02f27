import { withPreposition } from './day-preposition.ts'

/**
 * Replaces each `{value}` of a sentence once, so that braces in a value have no effect. The words in front of a date are
 * those of a date. A value that ends in a dot, such as `53 Min.`, ends its sentence too.
 */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  let text = ''
  let from = 0
  for (const { 0: whole, 1: name = '', index } of sentence.matchAll(/\{(\w+)\}/g)) {
    const value = values[name]
    if (value === undefined) continue
    text += withPreposition(sentence.slice(from, index), value) + value
    from = index + whole.length
    if (value.endsWith('.') && /^\.(?!\.)/.test(sentence.slice(from))) from++
  }
  return text + sentence.slice(from)
}
