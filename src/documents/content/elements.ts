import { findingNote } from '../../model/finding.ts'
import type { Problem } from '../../model/problem.ts'
import { characters, findUnsupported, isControl, isLoneSurrogate, type Repertoire } from '../characters/repertoire.ts'

/**
 * Limits of an element, declared as data next to each builder. `findProblems` and `write` read the same declaration, so
 * both know the same limits. Lengths count characters before release characters are added.
 */
export interface Key {
  readonly kind: 'key'
  readonly max: number
  /** Readers drop spaces at the end as padding (X12 AN, fixed columns), so a value must not end with a space. */
  readonly padded?: boolean
}

/** A value from a list in the standard or from the supplier's tables. Never altered, like a key. */
export interface Code {
  readonly kind: 'code'
  readonly min?: number
  readonly max: number
  readonly padded?: boolean
}

/** Only digits count: sign and decimal mark are free (ISO 9735 §10). */
export interface Digits {
  readonly kind: 'number'
  readonly max: number
}

/** Free text over `parts` components of `max` characters each. */
export interface Wording {
  readonly kind: 'wording'
  readonly max: number
  readonly parts: number
  /** Readers drop spaces at an end as padding. So a break comes before a space, and a last space is left out. */
  readonly padded?: boolean
}

/** Fields that are written exactly or cause a refusal. */
export interface ExactElements {
  readonly orderNumber: Key
  readonly customer: Key
  readonly article: Key
  readonly quantity: Digits
}

/** The owner of the fields, named in the message that a person reads. */
export interface FieldOwner {
  /** Such as `EDIFACT D.96A`. */
  readonly name: string
  readonly repertoire: Repertoire
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** Builds a field's path in the posted JSON. A function, so that the path is built only for a message. */
export type Path = () => string

export const articlePath = (index: number): string => `packages[${index}].supplier_package.supplier_article_number`
export const quantityPath = (index: number): string => `packages[${index}].quantity_ordered`
export const namePath = (index: number): string => `packages[${index}].stock_item.name`
export const pricePath = (index: number): string => `packages[${index}].supplier_package.theoretical_price_per_package`
export const totalPath = (index: number): string => `packages[${index}].total_theoretical_price`

/** Returns why `element` cannot hold `value` exactly, or null. Two shortened keys could be the same. */
export function keyProblem(
  noun: string,
  value: string,
  element: Key | Code,
  owner: FieldOwner,
  path: Path,
): Problem | null {
  if (value.trim() === '') return { path: path(), code: 'blank', message: findingNote('key-blank', { noun }) }
  const length = value.length <= element.max ? value.length : characters(value)
  const sizes = { noun, length: String(length), format: owner.name }
  if (length > element.max) {
    const message = findingNote('key-too-long', { ...sizes, most: String(element.max) })
    return { path: path(), code: 'too-long', message }
  }
  if (element.kind === 'code' && length < (element.min ?? 0)) {
    const message = findingNote('key-too-short', { ...sizes, least: String(element.min) })
    return { path: path(), code: 'too-long', message }
  }
  if (element.padded && value.endsWith(' ')) {
    const message = `The ${noun} ends in a space, which ${owner.name} cannot carry; use another number or key this order by hand.`
    return { path: path(), code: 'character', message }
  }
  const character = findUnsupported(value, owner.repertoire)
  if (character === null) return null
  const message = `The ${noun} holds ${named(character)}, which ${owner.repertoire.name} cannot carry; use another number or key this order by hand.`
  return { path: path(), code: 'character', message }
}

export const isPlainNumber = (value: string): boolean => PLAIN_NUMBER.test(value)

export const holdsDigits = (value: string, element: Digits): boolean =>
  value.length <= element.max || value.replace(/[-.]/g, '').length <= element.max

function named(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return isControl(code) || isLoneSurrogate(code) ? `the unprintable character ${number}` : `“${character}” (${number})`
}
