import { withPreposition } from './day-preposition.ts'

/**
 * Replaces each `{value}` of a sentence once, so that braces in a value have no effect. The words in front of a date are
 * those of a date.
 */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/([^{}]*)\{(\w+)\}/g, (whole, before: string, name: string) => {
    const value = values[name]
    return value === undefined ? whole : withPreposition(before, value) + value
  })
