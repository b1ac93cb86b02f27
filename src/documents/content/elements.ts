import type { Problem } from '../../problem.ts'
import { characters, findUnsupported, isControl, isLoneSurrogate, type Repertoire } from '../characters/repertoire.ts'

/**
 * What an element can hold, declared as data beside each builder. `fits` and `write` read the same declaration, so
 * that neither can know a limit the other doesn't. Lengths are in characters before anything is released.
 */
export interface Key {
  readonly kind: 'key'
  readonly max: number
  /** Readers take spaces at the end for padding (X12 AN, fixed columns), so none of the value's own may stand there. */
  readonly padded?: boolean
}

/** A value from a list in the standard, or from the supplier's own tables. Never altered, like a key. */
export interface Code {
  readonly kind: 'code'
  readonly min?: number
  readonly max: number
  readonly padded?: boolean
}

/** Digits only are counted: sign and decimal mark are free (ISO 9735 §10). */
export interface Digits {
  readonly kind: 'number'
  readonly max: number
}

/** Free text over `parts` components of `max` characters each. */
export interface Wording {
  readonly kind: 'wording'
  readonly max: number
  readonly parts: number
  /** Spaces at an end would be taken for padding: a break comes before its space, and a last one is left out. */
  readonly padded?: boolean
}

/** The fields that arrive exactly or not at all. */
export interface ExactElements {
  readonly orderNumber: Key
  readonly customer: Key
  readonly article: Key
  readonly quantity: Digits
}

/** Who carries the values: named in the sentence a person reads. */
export interface FieldOwner {
  /** `EDIFACT D.96A` */
  readonly name: string
  readonly repertoire: Repertoire
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A field's path in the posted JSON, made only when there is something to say about it. */
export type Path = () => string

export const articlePath = (index: number): string => `packages[${index}].supplier_package.supplier_article_number`
export const quantityPath = (index: number): string => `packages[${index}].quantity_ordered`
export const namePath = (index: number): string => `packages[${index}].stock_item.name`
export const pricePath = (index: number): string => `packages[${index}].supplier_package.theoretical_price_per_package`
export const totalPath = (index: number): string => `packages[${index}].total_theoretical_price`

/** Why `value` cannot stand in `element` as it is, or null. Cutting it short would let two orders share a number. */
export function keyProblem(
  noun: string,
  value: string,
  element: Key | Code,
  carrier: FieldOwner,
  path: Path,
): Problem | null {
  if (value.trim() === '') return { path: path(), code: 'blank', message: `The ${noun} is blank; fill it in.` }
  const length = value.length <= element.max ? value.length : characters(value)
  if (length > element.max) {
    const message = `The ${noun} has ${length} characters and ${carrier.name} takes at most ${element.max}; use a shorter one or key this order by hand.`
    return { path: path(), code: 'too-long', message }
  }
  if (element.kind === 'code' && length < (element.min ?? 0)) {
    const message = `The ${noun} has ${length} characters and ${carrier.name} takes at least ${element.min}; use a longer one or key this order by hand.`
    return { path: path(), code: 'too-long', message }
  }
  if (element.padded && value.endsWith(' ')) {
    const message = `The ${noun} ends in a space, which ${carrier.name} cannot carry; use another number or key this order by hand.`
    return { path: path(), code: 'character', message }
  }
  const character = findUnsupported(value, carrier.repertoire)
  if (character === null) return null
  const message = `The ${noun} holds ${named(character)}, which ${carrier.repertoire.name} cannot carry; use another number or key this order by hand.`
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
