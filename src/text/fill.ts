import { withPreposition } from './day-preposition.ts'

/**
 * Replaces each `{value}` of a sentence once, so that braces in a value have no effect. `{count=1?order|orders}` is the
 * first words where the value is 1, and `{count<2?commande|commandes}` also where the value is 0, as French does. The
 * words in front of a date are those of a date. A value that ends in a dot, such as `53 Min.`, ends its sentence too.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  let text = ''
  let from = 0
  for (const { 0: whole, 1: name = '', 2: rule, 3: one = '', 4: many = '', index } of sentence.matchAll(PLACES)) {
    if (values[name] === undefined) continue
    const given = String(values[name])
    const value = rule === undefined ? given : isOne(given, rule) ? one : many
    text += withPreposition(sentence.slice(from, index), value) + value
    from = index + whole.length
    if (value.endsWith('.') && /^\.(?!\.)/.test(sentence.slice(from))) from++
  }
  return text + sentence.slice(from)
}

const PLACES = /\{(\w+)(?:(=1|<2)\?([^|{}]*)\|([^{}]*))?\}/g

const isOne = (value: string, rule: string): boolean => value === '1' || (rule === '<2' && value === '0')

/** The sentence with the words of each choice, for one and for many; last the sentence with the words for many alone. */
export function numberForms(sentence: string): string[] {
  const [choice, name] = CHOICE.exec(sentence) ?? []
  if (choice === undefined) return [sentence]
  const own = new RegExp(CHOICE.source.replace(String.raw`(\w+)`, `(${name})`), 'g')
  return ['$2', '$3'].flatMap((words) => numberForms(sentence.replace(own, words)))
}

const CHOICE = /\{(\w+)(?:=1|<2)\?([^|{}]*)\|([^{}]*)\}/
