import * as z from 'zod/mini'
import type { Charset } from '../document.ts'
import { dateDigits, timeDigits } from './digits.ts'
import type { Numbering, Occasion } from './format.ts'
import { isControl, isHalf, type Repertoire, repertoire, repertoireOf, stranger } from './repertoire.ts'
import { interchange, type Put, type Syntax, type Value } from './segments.ts'

/** UN/EDIFACT interchanges, ISO 9735: the settings of a pair of parties, and UNA, UNB, UNZ around one message. */

export type Level = 'UNOA' | 'UNOB' | 'UNOC' | 'UNOY'

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()/=!"%&*;<>\'+:?'

/** Element 0001. The service characters count as carried because they are released. */
const LEVELS: Readonly<Record<Level, { charset: Charset; version: 3 | 4; repertoire: Repertoire }>> = {
  UNOA: { charset: 'us-ascii', version: 3, repertoire: repertoireOf('UNOA', CAPITALS) },
  UNOB: { charset: 'us-ascii', version: 3, repertoire: repertoireOf('UNOB', CAPITALS + CAPITALS.toLowerCase()) },
  UNOC: { charset: 'iso-8859-1', version: 3, repertoire: repertoire('UNOC', (c) => c < 0x100 && !isControl(c)) },
  UNOY: {
    charset: 'utf-8',
    version: 4,
    repertoire: repertoire('UNOY', (c) => !isControl(c) && !isHalf(c) && (c & 0xfffe) !== 0xfffe),
  },
}

export const levelOf = (settings: EdifactSettings) => LEVELS[settings.charset]

const code = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))

/** S002 and S003. `name` has no element here; it is kept beside the id for the person who reads the configuration. */
const Party = z.strictObject({ id: code(35), qualifier: z.optional(code(4)), name: z.optional(z.string()) })

export const edifactSettings = (format: string) =>
  z
    .strictObject({
      format: z.literal(format),
      sender: Party,
      recipient: Party,
      charset: z._default(z.enum(['UNOA', 'UNOB', 'UNOC', 'UNOY']), 'UNOC'),
      /** Sets UNB 0035, so that the receiver does not act on it. */
      test: z._default(z.boolean(), false),
      /** CRLF after each segment, where the receiver reads by line. */
      segmentLineEnds: z._default(z.boolean(), false),
      /** 0031: asks the receiver for a CONTRL. */
      acknowledge: z._default(z.boolean(), false),
      /** 0057, such as EAN008: the subset the partners have agreed on. */
      associationCode: z.optional(code(6)),
      /** 0026, where the receiver sorts by it; ORDERS on a test interchange unless given. */
      applicationReference: z.optional(code(14)),
      /** How the customers know the supplier, for NAD+SU; the recipient's id unless given. */
      supplierCode: z.optional(code(35)),
    })
    .check((context) => {
      const { sender, recipient, supplierCode, associationCode, applicationReference, charset } = context.value
      const taken = LEVELS[charset].repertoire
      const named: readonly [path: string[], value: string | undefined][] = [
        [['sender', 'id'], sender.id],
        [['sender', 'qualifier'], sender.qualifier],
        [['recipient', 'id'], recipient.id],
        [['recipient', 'qualifier'], recipient.qualifier],
        [['supplierCode'], supplierCode],
        [['associationCode'], associationCode],
        [['applicationReference'], applicationReference],
      ]
      for (const [path, value = ''] of named) {
        const character = stranger(value, taken)
        if (character === null) continue
        const message = `${charset} cannot carry ${JSON.stringify(character)}`
        context.issues.push({ code: 'custom', input: value, path, message })
      }
    })

export type EdifactSettings = z.infer<ReturnType<typeof edifactSettings>>

/** 0020 is an..14. Receivers keep test interchanges apart. */
export const edifactNumbering = ({ sender, recipient, test }: EdifactSettings): Numbering => ({
  pair: JSON.stringify([
    'edifact',
    sender.id,
    sender.qualifier ?? '',
    recipient.id,
    recipient.qualifier ?? '',
    test ? 'test' : 'live',
  ]),
  greatest: 99_999_999_999_999,
  greatestGroup: null,
})

/** One message, alone in its interchange: a receiver that refuses the interchange refuses one order. */
export function edifactInterchange(
  settings: EdifactSettings,
  occasion: Occasion,
  messageType: readonly [name: string, ...directory: string[]],
  body: (put: Put) => void,
): string {
  const { version } = levelOf(settings)
  // 0020 is an..14; the zeros keep receivers that compare it as text and as a number of one mind.
  const reference = String(occasion.controlNumber).padStart(14, '0')
  const date = dateDigits(occasion.preparedAt.date)
  const { sender, recipient, charset, test, associationCode = '' } = settings
  const application = settings.applicationReference ?? (test ? messageType[0] : '')
  const [asked, marked] = [settings.acknowledge ? '1' : '', test ? '1' : '']
  const day = version === 3 ? date.slice(2) : date
  const time = timeDigits(occasion.preparedAt.time)
  const from: Value = [sender.id, sender.qualifier ?? '']
  const to: Value = [recipient.id, recipient.qualifier ?? '']
  return interchange(SYNTAXES[version][settings.segmentLineEnds ? 'byLine' : 'run'], {
    // S005, 0029 and 0032 stay empty.
    opens: (put) =>
      put`UNB+${charset}:${version}+${from}+${to}+${day}:${time}+${reference}++${application}++${asked}++${marked}`,
    holds: [{ opens: (put) => put`UNH+1+${[...messageType, associationCode]}`, body, closes: 'UNT', reference: '1' }],
    closes: 'UNZ',
    reference,
  })
}

/**
 * Version 4 has `*` between repetitions. UNA says a space there, which widely used readers take for "none", and some
 * know no other; `*` is released all the same, for a reader that goes by the default.
 */
const syntax = (reserved: RegExp, lineEnd: '' | '\r\n'): Syntax => ({
  advice: "UNA:+.? '",
  tag: '+',
  element: '+',
  component: ':',
  terminator: "'",
  lineEnd,
  reserved,
  eachReserved: new RegExp(reserved, 'g'),
  shield: (character) => `?${character}`,
  respelled: null,
})

const RESERVED = { 3: /[?+:']/, 4: /[?+:'*]/ } as const
const SYNTAXES = {
  3: { run: syntax(RESERVED[3], ''), byLine: syntax(RESERVED[3], '\r\n') },
  4: { run: syntax(RESERVED[4], ''), byLine: syntax(RESERVED[4], '\r\n') },
} as const
