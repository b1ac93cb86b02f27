import * as z from 'zod/mini'
import type { Numbering } from '../../model/numbering.ts'
import type { Charset } from '../../text/charset.ts'
import { isControl, isLoneSurrogate, type Repertoire, repertoire, repertoireOf } from '../characters/repertoire.ts'
import { settingProblem } from '../delimited/setting-problem.ts'

/** The partners' agreement for UN/EDIFACT interchanges (ISO 9735). */

type Level = 'UNOA' | 'UNOB' | 'UNOC' | 'UNOY'

interface LevelOfCharacters {
  readonly charset: Charset
  /** Syntax versions that have this level. The default is `version`. */
  readonly versions: readonly SyntaxVersion[]
  readonly version: SyntaxVersion
  readonly repertoire: Repertoire
}

type SyntaxVersion = 1 | 2 | 3 | 4

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()/=!"%&*;<>\'+:?'

/** Element 0001. Service characters count as supported because the syntax releases them. */
const LEVELS: Readonly<Record<Level, LevelOfCharacters>> = {
  UNOA: {
    charset: 'us-ascii',
    versions: [1, 2, 3, 4],
    version: 3,
    repertoire: repertoireOf('UNOA', CAPITALS),
  },
  UNOB: {
    charset: 'us-ascii',
    versions: [1, 2, 3, 4],
    version: 3,
    repertoire: repertoireOf('UNOB', CAPITALS + CAPITALS.toLowerCase()),
  },
  UNOC: {
    charset: 'iso-8859-1',
    versions: [3, 4],
    version: 3,
    repertoire: repertoire('UNOC', (c) => c < 0x100 && !isControl(c)),
  },
  UNOY: {
    charset: 'utf-8',
    versions: [4],
    version: 4,
    repertoire: repertoire('UNOY', (c) => !isControl(c) && !isLoneSurrogate(c) && (c & 0xfffe) !== 0xfffe),
  },
}

export const levelOf = (settings: EdifactSettings) => LEVELS[settings.charset]

/** Element 0002. */
export const versionOf = (settings: EdifactSettings): SyntaxVersion =>
  settings.syntaxVersion ?? levelOf(settings).version

const code = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))

/** S002 and S003. `name` has no element here; the name helps the person who reads the configuration. */
const Party = z.lazy(() =>
  z.strictObject({
    id: code(35).check(z.describe('Element 0004 or 0010.')),
    qualifier: z.optional(code(4)).check(z.describe('Element 0007, such as 14 for a GLN.')),
    name: z.optional(z.string()).check(z.describe('A name for the reader of the configuration.')),
  }),
)

/** S006 and S007. */
const GroupParty = z.lazy(() =>
  z.strictObject({
    id: code(35).check(z.describe('Element 0040 or 0044.')),
    qualifier: z.optional(code(4)).check(z.describe('Element 0007.')),
  }),
)

const REFERENCE_DIGITS = 14

export const edifactSettings = (format: string) =>
  z.lazy(() =>
    z
      .strictObject({
        format: z.literal(format),
        sender: Party.check(z.describe('The sender of the interchange.')),
        recipient: Party.check(z.describe('The recipient of the interchange.')),
        charset: z
          ._default(z.enum(['UNOA', 'UNOB', 'UNOC', 'UNOY']), 'UNOC')
          .check(z.describe('The character set: capitals, ASCII, ISO 8859-1 or UTF-8.')),
        syntaxVersion: z
          .optional(z.literal([1, 2, 3, 4]))
          .check(z.describe('Element 0002. Default: 3, or 4 with UNOY.')),
        test: z
          ._default(z.boolean(), false)
          .check(z.describe('Writes UNB 0035, so that the receiver does not act on the interchange.')),
        segmentLineEnds: z
          ._default(z.boolean(), false)
          .check(z.describe('Writes CRLF after each segment, for a receiver that reads by line.')),
        acknowledge: z._default(z.boolean(), false).check(z.describe('Element 0031: asks the receiver for a CONTRL.')),
        associationCode: z
          .optional(code(6))
          .check(z.describe('Element 0057, such as EAN008: the subset that the partners agreed on.')),
        applicationReference: z
          .optional(code(14))
          .check(z.describe('Element 0026. Default on a test interchange: ORDERS.')),
        supplierCode: z
          .optional(code(35))
          .check(
            z.describe('The code of the customers for the supplier, in NAD+SU. Default: the id of the recipient.'),
          ),
        referenceDigits: z
          ._default(z.int().check(z.gte(1), z.lte(REFERENCE_DIGITS)), REFERENCE_DIGITS)
          .check(z.describe('Digits of 0020 and 0048, filled up with zeros. 1 writes a bare number.')),
        messageReference: z
          ._default(z.enum(['one', 'same']), 'one')
          .check(z.describe('Element 0062: 1, or the reference of the interchange.')),
        group: z
          .optional(
            z.strictObject({
              sender: z
                .optional(GroupParty)
                .check(z.describe('The sender of the group. Default: the sender of the interchange.')),
              recipient: z
                .optional(GroupParty)
                .check(z.describe('The recipient of the group. Default: the recipient of the interchange.')),
            }),
          )
          .check(z.describe('Puts the message into a group (UNG, UNE).')),
      })
      .check((context) => {
        const { sender, recipient, group, supplierCode, associationCode, applicationReference } = context.value
        const { charset, syntaxVersion } = context.value
        const { repertoire, versions, version } = LEVELS[charset]
        const named: readonly [path: string[], value: string | undefined][] = [
          [['sender', 'id'], sender.id],
          [['sender', 'qualifier'], sender.qualifier],
          [['recipient', 'id'], recipient.id],
          [['recipient', 'qualifier'], recipient.qualifier],
          [['group', 'sender', 'id'], group?.sender?.id],
          [['group', 'sender', 'qualifier'], group?.sender?.qualifier],
          [['group', 'recipient', 'id'], group?.recipient?.id],
          [['group', 'recipient', 'qualifier'], group?.recipient?.qualifier],
          [['supplierCode'], supplierCode],
          [['associationCode'], associationCode],
          [['applicationReference'], applicationReference],
        ]
        for (const [path, value = ''] of named) {
          const message = settingProblem(value, repertoire, (character) => `${charset} cannot carry ${character}`)
          if (message === null) continue
          context.issues.push({ code: 'custom', input: value, path, message })
        }
        if (!versions.includes(syntaxVersion ?? version)) {
          const message = `must be ${versions.join(' or ')} with charset '${charset}', which version ${syntaxVersion} of the syntax does not know.`
          context.issues.push({ code: 'custom', input: syntaxVersion, path: ['syntaxVersion'], message })
        }
      }),
  )

export type EdifactSettings = z.infer<ReturnType<typeof edifactSettings>>

const GREATEST = 99_999_999_999_999

/** 0020 and 0048 are an..14. Receivers count test interchanges separately. */
export const edifactNumbering = ({ sender, recipient, test, group }: EdifactSettings): Numbering => ({
  pair: JSON.stringify([
    'edifact',
    sender.id,
    sender.qualifier ?? '',
    recipient.id,
    recipient.qualifier ?? '',
    test ? 'test' : 'live',
  ]),
  greatest: GREATEST,
  greatestGroup: group ? GREATEST : null,
})
