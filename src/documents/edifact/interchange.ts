import { dateDigits, timeDigits } from '../content/digits.ts'
import { type Group, interchange, type Message, type Put, type Syntax, type Value } from '../delimited/segments.ts'
import type { RenderContext } from '../format.ts'
import { type EdifactSettings, versionOf } from './settings.ts'

/** UN/EDIFACT interchanges (ISO 9735): UNA, UNB, UNZ and, if agreed, a group around the messages. */

export type MessageType = readonly [name: string, version: string, release: string, agency: string]

/** Messages are numbered from 1 in the interchange. An acknowledgement of a single message gives this number. */
export function edifactInterchange(
  settings: EdifactSettings,
  occasion: RenderContext,
  messageType: MessageType,
  bodies: readonly ((put: Put) => void)[],
): string {
  const version = versionOf(settings)
  const reference = referenceOf(occasion.controlNumber, settings)
  const { sender, recipient, charset, test, associationCode = '' } = settings
  const application = settings.applicationReference ?? (test ? messageType[0] : '')
  const [asked, marked] = [settings.acknowledge ? '1' : '', test ? '1' : '']
  const [from, to, prepared] = [partyOf(sender), partyOf(recipient), preparedAt(settings, occasion)]
  const messages = bodies.map((body, index): Message => {
    const own = settings.messageReference === 'same' ? reference : String(index + 1)
    return {
      opens: (put) => put`UNH+${own}+${[...messageType, associationCode]}`,
      body,
      closes: 'UNT',
      reference: own,
    }
  })
  return interchange(SYNTAXES[version === 4 ? 4 : 3][settings.segmentLineEnds ? 'byLine' : 'run'], {
    // S005, 0029 and 0032 stay empty.
    opens: (put) =>
      put`UNB+${charset}:${version}+${from}+${to}+${prepared}+${reference}++${application}++${asked}++${marked}`,
    holds: settings.group ? [groupOf(settings, occasion, messageType, messages)] : messages,
    closes: 'UNZ',
    reference,
  })
}

function groupOf(
  settings: EdifactSettings,
  occasion: RenderContext,
  [name, version, release, agency]: MessageType,
  messages: readonly Message[],
): Group {
  const { group, sender, recipient, associationCode = '' } = settings
  const reference = referenceOf(occasion.groupNumber ?? occasion.controlNumber, settings)
  const [from, to] = [partyOf(group?.sender ?? sender), partyOf(group?.recipient ?? recipient)]
  const prepared = preparedAt(settings, occasion)
  return {
    opens: (put) =>
      put`UNG+${name}+${from}+${to}+${prepared}+${reference}+${agency}+${[version, release, associationCode]}`,
    holds: messages,
    closes: 'UNE',
    reference,
  }
}

/** Default: filled up with zeros. Receivers that compare text and receivers that compare numbers then agree. */
const referenceOf = (number: number, { referenceDigits }: EdifactSettings): string =>
  String(number).padStart(referenceDigits, '0')

const partyOf = ({ id, qualifier = '' }: EdifactSettings['sender']): Value => [id, qualifier]

/** S004 */
function preparedAt(settings: EdifactSettings, { preparedAt: { date, time } }: RenderContext): Value {
  const day = dateDigits(date)
  return [versionOf(settings) === 4 ? day : day.slice(2), timeDigits(time)]
}

/**
 * Version 4 has `*` between repetitions. UNA has a space there, which widely used readers take for "none"; some readers
 * know no other value. `*` is released anyway, for a reader that uses the default.
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
