import { acknowledgedFormats, readerFor } from '../documents/answers/acknowledgement-readers.ts'
import { answeredFormats, verdictReaderFor } from '../documents/answers/response-verdicts.ts'
import type { Registries } from './kinds.ts'
import { isGroup, type Mistake, pathOf, type Step } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'

/**
 * Finds receipts that can never arrive. The delivery would wait for the receipt, and every order would raise an
 * alert.
 */
export function receiptMistakes(route: Record<string, unknown>, at: readonly Step[], kinds: Registries): Mistake[] {
  if (!isGroup(route.document) || !isGroup(route.transport)) return []
  const { document, transport, receipt, acknowledgements } = route
  const mistakes: Mistake[] = []
  const say = (key: string, message: string): void => {
    mistakes.push({ path: pathOf([...at, ...key.split('.')]), message })
  }
  const [format, kind] = [String(document.format), String(transport.kind)]
  // An unknown format or transport is reported elsewhere, so this check reports no second mistake.
  const isRead = readerFor(document) !== null || !Object.hasOwn(kinds.formats, format)
  if (receipt === 'functional' && !isRead) {
    say(
      'receipt',
      `'functional' waits for an acknowledgement, and none is known for '${format}'. There are for ${acknowledgedFormats.join(', ')}.`,
    )
  }
  if (receipt === 'functional' && isRead && acknowledgements === undefined) {
    say(
      'receipt',
      "'functional' waits for an acknowledgement, and nobody could send one: give `acknowledgements: { token: 'NAME_OF_A_SECRET' }`, or on a route by AS2 `acknowledgements: { as2: true }`.",
    )
  }
  if (
    (receipt === 'collected' || receipt === 'consumed') &&
    kind !== 'mailbox' &&
    Object.hasOwn(kinds.transports, kind)
  ) {
    say('receipt', `'${receipt}' is a word that a mailbox is told, and this route's transport is '${kind}'.`)
  }
  if (acknowledgements !== undefined && !isRead) {
    say(
      'acknowledgements',
      `opens an address for acknowledgements, and none is known for '${format}'. There are for ${acknowledgedFormats.join(', ')}.`,
    )
  }
  if (isGroup(acknowledgements) && acknowledgements.token === undefined && acknowledgements.as2 !== true)
    say('acknowledgements.token', 'is missing: give the NAME of a secret, or on a route by AS2 `as2: true`.')
  if (isGroup(acknowledgements) && acknowledgements.as2 === true && kind !== 'as2')
    say('acknowledgements.as2', `takes acknowledgements from an AS2 partner, and this route's transport is '${kind}'.`)
  if (isGroup(acknowledgements) && typeof acknowledgements.token === 'string')
    mistakes.push(...secretNameMistake(acknowledgements.token, pathOf([...at, 'acknowledgements', 'token'])))
  if (transport.answer === 'document' && verdictReaderFor(format) === null && Object.hasOwn(kinds.formats, format)) {
    say(
      'transport.answer',
      `'document' reads what the document's own standard answers, and none is known for '${format}'. There is for ${answeredFormats.join(', ')}. Of any other answer \`success: { contains: '…' }\` asks for a text.`,
    )
  }
  return mistakes
}
