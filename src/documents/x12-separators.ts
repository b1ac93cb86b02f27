import * as z from 'zod/mini'
import { type Repertoire, repertoire } from './repertoire.ts'

/** Line feed and the like serve as terminators; letters, digits, space, point and minus belong to values. */
const Separator = z
  .string()
  .check(
    z.refine(
      (text) =>
        text.length === 1 && text < '\x7f' && (text >= '\x1c' || /[\n\r]/.test(text)) && !/[A-Za-z0-9 .-]/.test(text),
      'must be one character of ASCII that no number, date or word holds: not a letter, a digit, a space, - or .',
    ),
  )

/** The four characters an interchange declares in its ISA. No value can hold them: X12 knows no release. */
export const Separators = z
  .strictObject({
    element: z._default(Separator, '*'),
    component: z._default(Separator, '>'),
    segment: z._default(Separator, '~'),
    repetition: z._default(Separator, '^'),
  })
  .check(
    z.refine(
      (four) => new Set(Object.values(four)).size === 4,
      'must be four different characters: each ends something else',
    ),
  )

export type Separators = z.infer<typeof Separators>

/** What builders spell. */
export const SPELLED: Separators = { element: '*', component: '>', segment: '~', repetition: '^' }

/** One for each set of separators in the configuration: making one costs far more than using it. */
const repertoires = new Map<string, Repertoire>()

/** Printable ASCII without what separates. Accents and the like are in no set that every receiver takes. */
export function repertoireWithout(separators: string): Repertoire {
  const known = repertoires.get(separators)
  if (known) return known
  const shown = [...separators].map((one) => (one < ' ' ? JSON.stringify(one).slice(1, -1) : one)).join(' ')
  const has = (code: number): boolean => code >= 0x20 && code < 0x7f && !separators.includes(String.fromCodePoint(code))
  const made = repertoire(`X12 with the separators ${shown}`, has)
  repertoires.set(separators, made)
  return made
}
