import * as z from 'zod/mini'
import type { Numbering } from '../../model/numbering.ts'
import type { Repertoire } from '../characters/repertoire.ts'
import { dateDigits, timeDigits } from '../content/digits.ts'
import { interchange, type Message, type Put } from '../delimited/segments.ts'
import { settingProblem } from '../delimited/setting-problem.ts'
import type { RenderContext } from '../format.ts'
import type { Release } from './release.ts'
import { repertoireWithout, reservedIn, Separators, syntaxOf } from './separators.ts'

/** ANSI X12 interchanges: the settings of a pair of parties, and ISA, GS, GE, IEA around the transaction sets. */

/** ISA05 and ISA06. `name` has no element here; the name helps the person who reads the configuration. */
const Party = z.lazy(() =>
  z.strictObject({
    id: z.string().check(z.minLength(2), z.maxLength(15)).check(z.describe('ISA06 or ISA08.')),
    qualifier: z._default(z.string().check(z.minLength(2), z.maxLength(2)), 'ZZ').check(z.describe('ISA05 or ISA07.')),
    name: z.optional(z.string()).check(z.describe('A name for the reader of the configuration.')),
    applicationCode: z
      .optional(z.string().check(z.minLength(2), z.maxLength(15)))
      .check(z.describe('GS02 or GS03, if not the id.')),
  }),
)

const unitCode = z.string().check(z.minLength(2), z.maxLength(2))

export const x12Settings = (release: Pick<Release, 'id' | 'repeats'>) =>
  z.lazy(() =>
    z
      .strictObject({
        format: z.literal(release.id),
        sender: Party.check(z.describe('The sender of the interchange.')),
        recipient: Party.check(z.describe('The recipient of the interchange.')),
        test: z
          ._default(z.boolean(), false)
          .check(z.describe('Writes ISA15 T, so that the receiver does not act on the interchange.')),
        acknowledge: z
          ._default(z.boolean(), false)
          .check(z.describe('Writes ISA14 1 and asks for a TA1. A 997 is agreed with the partner.')),
        separators: z.prefault(Separators, {}).check(z.describe('The separators of the interchange.')),
        segmentLineEnds: z
          ._default(z.boolean(), false)
          .check(z.describe('Writes CRLF after each segment, for a receiver that reads by line.')),
        messageReference: z
          ._default(z.enum(['one', 'same']), 'one')
          .check(z.describe('ST02: 0001, or the control number of the interchange.')),
        unit: z._default(unitCode, 'EA').check(z.describe('PO103 of an article without a unit in the articles table.')),
        units: z
          ._default(z.record(z.string(), unitCode), {})
          .check(z.describe('PO103 for a unit of the articles table, such as `{ PCE: EA }`.')),
        supplierCode: z
          .optional(z.string().check(z.minLength(1), z.maxLength(80)))
          .check(z.describe('The code of the customers for the supplier, in N1*SE. Default: the id of the recipient.')),
      })
      .check((context) => {
        const { sender, recipient, supplierCode, unit, units, separators } = context.value
        const taken = repertoireOf(separators, release)
        const named: readonly [path: string[], value: string | undefined][] = [
          [['sender', 'id'], sender.id],
          [['sender', 'qualifier'], sender.qualifier],
          [['sender', 'applicationCode'], sender.applicationCode],
          [['recipient', 'id'], recipient.id],
          [['recipient', 'qualifier'], recipient.qualifier],
          [['recipient', 'applicationCode'], recipient.applicationCode],
          [['supplierCode'], supplierCode],
          [['unit'], unit],
          ...Object.entries(units).map(([from, to]): [string[], string] => [['units', from], to]),
        ]
        for (const [path, value = ''] of named) {
          const message = settingProblem(value, taken, (character) => `cannot hold ${character} in ${taken.name}.`)
          if (message === null) continue
          context.issues.push({ code: 'custom', input: value, path, message })
        }
        if (context.value.segmentLineEnds && /[\r\n]/.test(separators.segment)) {
          const message = 'would end each segment twice: separators.segment is a line end already.'
          context.issues.push({ code: 'custom', input: true, path: ['segmentLineEnds'], message })
        }
      }),
  )

export type X12Settings = z.infer<ReturnType<typeof x12Settings>>

export const repertoireOf = (separators: Separators, { repeats }: Pick<Release, 'repeats'>): Repertoire =>
  repertoireWithout(reservedIn(separators, repeats))

const CONTROL_NUMBERS = 999_999_999

/** ISA13 always has nine digits, GS06 at most nine. Receivers count test interchanges separately. */
export const x12Numbering = ({ sender, recipient, test }: X12Settings): Numbering => ({
  pair: JSON.stringify(['x12', sender.qualifier, sender.id, recipient.qualifier, recipient.id, test ? 'test' : 'live']),
  greatest: CONTROL_NUMBERS,
  greatestGroup: CONTROL_NUMBERS,
})

/** Sets are numbered from 1 in the group. An acknowledgement of a single set gives this number. */
export function x12Interchange(
  settings: X12Settings,
  release: Release,
  occasion: RenderContext,
  bodies: readonly ((put: Put) => void)[],
): string {
  const { sender, recipient, test, acknowledge } = settings
  // A number allocated while the route wrote another format may be longer.
  const number = ((occasion.controlNumber - 1) % CONTROL_NUMBERS) + 1
  const reference = String(number).padStart(9, '0')
  const group = String(occasion.groupNumber ?? number)
  const sets = bodies.map((body, index): Message => {
    const set = settings.messageReference === 'same' ? reference : String(index + 1).padStart(4, '0')
    return { opens: (put) => put`ST*850*${set}`, body, closes: 'SE', reference: set }
  })
  const [from, to] = [sender.id.padEnd(15), recipient.id.padEnd(15)]
  const date = dateDigits(occasion.preparedAt.date)
  const time = timeDigits(occasion.preparedAt.time)
  const asked = acknowledge ? 1 : 0
  const use = test ? 'T' : 'P'
  return interchange(syntaxOf(settings.separators, release.repeats, settings.segmentLineEnds), {
    // Receivers read the separators by position in the ISA: each element has a fixed width, 106 characters in total.
    opens: (put) =>
      release.repeats
        ? put`ISA*00*          *00*          *${sender.qualifier}*${from}*${recipient.qualifier}*${to}*${date.slice(2)}*${time}*^*${release.control}*${reference}*${asked}*${use}*>`
        : put`ISA*00*          *00*          *${sender.qualifier}*${from}*${recipient.qualifier}*${to}*${date.slice(2)}*${time}*U*${release.control}*${reference}*${asked}*${use}*>`,
    holds: [
      {
        opens: (put) =>
          put`GS*PO*${sender.applicationCode ?? sender.id}*${recipient.applicationCode ?? recipient.id}*${date}*${time}*${group}*X*${release.version}`,
        holds: sets,
        closes: 'GE',
        reference: group,
      },
    ],
    closes: 'IEA',
    reference,
  })
}
