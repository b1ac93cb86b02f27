import { type AnyFormat, exampleSettings } from '../documents/format.ts'
import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
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
  const isRead = isAcknowledged(document, kinds)
  if (receipt === 'acknowledgement' && !isRead) {
    say(
      'receipt',
      `'acknowledgement' waits for an acknowledgement, and none is known for '${format}'. There are for ${acknowledgedFormats(kinds)}.`,
    )
  }
  if (receipt === 'acknowledgement' && isRead && acknowledgements === undefined) {
    say(
      'receipt',
      "'acknowledgement' waits for an acknowledgement, and nobody could send one: give `acknowledgements: { token: 'NAME_OF_A_SECRET' }`, or on a route by AS2 `acknowledgements: { as2: true }`.",
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
      `opens an address for acknowledgements, and none is known for '${format}'. There are for ${acknowledgedFormats(kinds)}.`,
    )
  }
  if (isGroup(acknowledgements) && acknowledgements.token === undefined && acknowledgements.as2 !== true)
    say('acknowledgements.token', 'is missing: give the NAME of a secret, or on a route by AS2 `as2: true`.')
  if (isGroup(acknowledgements) && acknowledgements.as2 === true && kind !== 'as2')
    say('acknowledgements.as2', `takes acknowledgements from an AS2 partner, and this route's transport is '${kind}'.`)
  if (isGroup(acknowledgements) && typeof acknowledgements.token === 'string')
    mistakes.push(...secretNameMistake(acknowledgements.token, pathOf([...at, 'acknowledgements', 'token'])))
  const known = lookUp(kinds.formats, format)
  if (transport.verdictFrom === 'body' && known && !known.responseVerdict) {
    say(
      'transport.verdictFrom',
      `'body' reads what the document's own standard answers, and none is known for '${format}'. There is for ${idsOf(kinds, ({ responseVerdict }) => responseVerdict !== undefined)}. Of any other answer \`success: { mustContain: '…' }\` asks for a text.`,
    )
  }
  return mistakes
}

/** An unknown format and mistakes in its settings are reported elsewhere, so this check reports no second mistake. */
function isAcknowledged(document: Record<string, unknown>, { formats }: Registries): boolean {
  const format = lookUp(formats, document.format)
  const settings = format?.settings.safeParse(document)
  if (!format || !settings?.success) return !format || format.acknowledgements !== undefined
  return format.acknowledgements?.(settings.data) !== undefined
}

const acknowledgedFormats = (kinds: Registries): string =>
  idsOf(kinds, (format) => format.acknowledgements?.(exampleSettings(format)) !== undefined)

const idsOf = ({ formats }: Registries, isWanted: (format: AnyFormat) => boolean): string =>
  Object.values(formats)
    .flatMap((format) => (isWanted(format) ? [format.id] : []))
    .sort()
    .join(', ')
