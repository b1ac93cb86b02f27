import * as z from 'zod/mini'
import { type Repertoire, repertoire } from '../characters/repertoire.ts'
import type { Syntax } from '../delimited/segments.ts'

/** Line feed and similar controls are valid terminators. Letters, digits, space, point and minus belong to values. */
const Separator = z
  .string()
  .check(
    z.refine(
      (text) =>
        text.length === 1 && text < '\x7f' && (text >= '\x1c' || /[\n\r]/.test(text)) && !/[A-Za-z0-9 .-]/.test(text),
      'must be one character of ASCII, and not a letter, a digit, a space, - or .',
    ),
  )

/** The four separators that an interchange declares in its ISA. X12 cannot release a separator in a value. */
export const Separators = z.lazy(() =>
  z
    .strictObject({
      element: z._default(Separator, '*').check(z.describe('The separator of elements.')),
      component: z._default(Separator, '>').check(z.describe('The separator of components, ISA16.')),
      segment: z._default(Separator, '~').check(z.describe('The end of a segment.')),
      repetition: z._default(Separator, '^').check(z.describe('The separator of repetitions, ISA11 from 00402 on.')),
    })
    .check(
      z.refine(
        (four) => new Set(Object.values(four)).size === 4,
        'must be four different characters: each ends something else.',
      ),
    ),
)

export type Separators = z.infer<typeof Separators>

/** Cache for each set of separators in the configuration: building a repertoire costs far more than a lookup. */
const repertoires = new Map<string, Repertoire>()

/** Printable ASCII without the separators. No character set that every receiver accepts has accents. */
export function repertoireWithout(separators: string): Repertoire {
  const known = repertoires.get(separators)
  if (known) return known
  const shown = [...separators]
    .map((separator) => (separator < ' ' ? JSON.stringify(separator).slice(1, -1) : separator))
    .join(' ')
  const has = (code: number): boolean => code >= 0x20 && code < 0x7f && !separators.includes(String.fromCodePoint(code))
  const made = repertoire(`X12 with the separators ${shown}`, has)
  repertoires.set(separators, made)
  return made
}

/** Before 00402 no character separates repetitions, so the repetition separator is not reserved. */
export const reservedIn = ({ element, component, segment, repetition }: Separators, repeats: boolean): string =>
  element + component + segment + (repeats ? repetition : '')

/** The separators that builders spell, without the segment terminator. */
const SPELLED: readonly [spelled: string, separator: keyof Separators][] = [
  ['*', 'element'],
  ['>', 'component'],
  ['^', 'repetition'],
]

const syntaxes = new Map<string, Syntax>()

/**
 * Values arrive without reserved characters. As a safeguard, a space replaces a character that would end an element.
 */
export function syntaxOf(separators: Separators, repeats: boolean, lineEnds: boolean): Syntax {
  const { element, component, segment, repetition } = separators
  const key = element + component + segment + repetition + repeats + lineEnds
  const known = syntaxes.get(key)
  if (known) return known
  const own = SPELLED.filter(([spelled, separator]) => separators[separator] !== spelled)
  const reserved = new RegExp(`[${reservedIn(separators, repeats).replace(/[\\\]^-]/g, '\\$&')}]`)
  const syntax: Syntax = {
    advice: '',
    tag: element,
    element,
    component,
    terminator: segment,
    lineEnd: lineEnds ? '\r\n' : '',
    reserved,
    eachReserved: new RegExp(reserved, 'g'),
    shield: () => ' ',
    respelled: own.length === 0 ? null : new Map(own.map(([spelled, separator]) => [spelled, separators[separator]])),
  }
  syntaxes.set(key, syntax)
  return syntax
}
