import * as z from 'zod/mini'
import type { Numbering } from '../../model/numbering.ts'
import { repertoire } from '../characters/repertoire.ts'
import { dateDigits } from '../content/digits.ts'
import { interchange, type Message, type Syntax } from '../delimited/segments.ts'
import { settingProblem } from '../delimited/setting-problem.ts'
import type { RenderContext } from '../format.ts'

/** TRADACOMS transmissions: the settings of a pair of parties, and STX and END around the messages of one file. */

/** ISO 646 in capitals: not every receiver accepts small letters, accents and the pound sign. */
export const CAPITALS = repertoire('TRADACOMS', (code) => code >= 0x20 && code < 0x60)

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const Gln = z.string().check(z.regex(/^\d{13}$/))

/** FROM and UNTO: a code and a name. The code is a GLN if the party has a GLN. */
const Party = z.lazy(() =>
  z.strictObject({
    id: text(14).check(z.describe('The identity in STX.')),
    gln: z.optional(Gln).check(z.describe('The GLN for SDT and CDT, if the id is none.')),
    name: z.optional(text(35)).check(z.describe('The name in STX.')),
    qualifier: z
      .optional(z.string())
      .check(z.describe('Has no place in TRADACOMS: allowed because other formats need it.')),
  }),
)

export const tradacomsSettings = z.lazy(() =>
  z
    .strictObject({
      format: z.literal('tradacoms-orders-9'),
      sender: Party.check(z.describe('The customers, in STX and CDT.')),
      recipient: Party.check(z.describe('The supplier, in STX and SDT.')),
      test: z
        ._default(z.boolean(), false)
        .check(z.describe('Writes APRF ORDTES, so that the receiver does not act on the file.')),
      segmentLineEnds: z
        ._default(z.boolean(), false)
        .check(z.describe('Writes CRLF after each segment, for a receiver that reads by line.')),
      priority: z._default(z.enum(['A', 'B', 'C']), 'B').check(z.describe('PRCD of STX.')),
      supplierCode: z
        .optional(text(17))
        .check(z.describe('The code of the customers for the supplier, in SDT, next to a GLN.')),
      referenceDigits: z
        ._default(z.int().check(z.gte(1), z.lte(14)), 6)
        .check(z.describe('Digits of SNRF, filled up with zeros. 1 writes a bare number.')),
    })
    .check((context) => {
      const { sender, recipient, supplierCode } = context.value
      const named: readonly [path: string[], value: string | undefined][] = [
        [['sender', 'id'], sender.id],
        [['sender', 'name'], sender.name?.toUpperCase()],
        [['recipient', 'id'], recipient.id],
        [['recipient', 'name'], recipient.name?.toUpperCase()],
        [['supplierCode'], supplierCode],
      ]
      for (const [path, value = ''] of named) {
        const lacks = (character: string) => `cannot hold ${character}: TRADACOMS is written in ASCII capitals.`
        const message = settingProblem(value, CAPITALS, lacks)
        if (message === null) continue
        context.issues.push({ code: 'custom', input: value, path, message })
      }
    }),
)

export type TradacomsSettings = z.infer<typeof tradacomsSettings>
export type Party = TradacomsSettings['sender']

/** FLGN has four digits: after the last generation the count starts again at 1. */
export const GENERATIONS = 9999

/** SNRF is an..14. FLGN counts the files, as a group number. Receivers count test files separately. */
export const tradacomsNumbering = ({ sender, recipient, test }: TradacomsSettings): Numbering => ({
  pair: JSON.stringify(['tradacoms', sender.id, recipient.id, test ? 'test' : 'live']),
  greatest: 99_999_999_999_999,
  greatestGroup: GENERATIONS,
})

/** Converts `YYYY-MM-DD` to YYMMDD. */
export const shortDate = (date: string): string => dateDigits(date).slice(2)

/** Writes the messages of one file as a transmission. MHD numbers the messages in this order. */
export function transmission(
  settings: TradacomsSettings,
  occasion: RenderContext,
  messages: readonly Message[],
): string {
  const { sender, recipient, test, priority } = settings
  const { date, time } = occasion.preparedAt
  const [from, to] = [sender, recipient].map(({ id, name = '' }) => [id, name.toUpperCase()])
  const reference = String(occasion.controlNumber).padStart(settings.referenceDigits, '0')
  const application = test ? 'ORDTES' : 'ORDHDR'
  return interchange(SYNTAXES[settings.segmentLineEnds ? 'byLine' : 'run'], {
    opens: (put) =>
      put`STX=ANA:1+${from ?? ''}+${to ?? ''}+${shortDate(date)}:${time.replaceAll(':', '')}+${reference}++${application}+${priority}`,
    holds: messages,
    closes: 'END',
    reference: '',
  })
}

const syntax = (lineEnd: '' | '\r\n'): Syntax => ({
  advice: '',
  tag: '=',
  element: '+',
  component: ':',
  terminator: "'",
  lineEnd,
  reserved: /[?+:=']/,
  eachReserved: /[?+:=']/g,
  shield: (character) => `?${character}`,
  respelled: null,
})

const SYNTAXES = { run: syntax(''), byLine: syntax('\r\n') } as const
