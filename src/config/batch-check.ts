import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Finds settings that prevent a route's orders from sharing a document, or that would let orders wait without end. */
export function batchMistakes(route: Record<string, unknown>, at: readonly Step[], kinds: Registries): Mistake[] {
  const { batch, fileName, fallbacks, document, transport } = route
  if (!isGroup(batch)) return []
  const mistakes: Mistake[] = []
  const say = (key: string, message: string): void => {
    mistakes.push({ path: pathOf([...at, ...key.split('.')]), message })
  }
  if (batch.minutes === undefined && batch.at === undefined)
    say(
      'batch',
      "would let the last orders of a day wait for more orders. Limit the wait with `minutes: 15`, or `at: ['11:00']`, or both.",
    )
  if (fallbacks !== undefined)
    say(
      'batch',
      'cannot stand beside `fallbacks`: an order that another route takes over would still stand in the document with the others.',
    )
  if (isGroup(document)) mistakes.push(...documentMistakes(document, at, kinds))
  if (isGroup(transport)) {
    if (transport.kind === 'mailbox')
      say('batch', 'is not for a mailbox: what lies there is fetched and answered for order by order.')
    if (transport.kind === 'as2' && transport.mdn === 'async')
      say('batch', "needs the answer to a message at once: with mdn: 'async' it would have to lead back to one order.")
  }
  const pattern = typeof fileName === 'string' ? fileName : ''
  const [placeholder] = /\{(?:orderNumber|customer|version)\b[^{}]*\}/.exec(pattern) ?? []
  if (placeholder !== undefined || !/\{sequence\b/.test(pattern))
    say(
      'fileName',
      `${placeholder === undefined ? '' : `${placeholder} is that of one order, and `}with \`batch\` a file holds several: number the files, such as 'ORD{sequence:6}.{ext}'.`,
    )
  return mistakes
}

function documentMistakes(document: Record<string, unknown>, at: readonly Step[], { formats }: Registries): Mistake[] {
  const format = lookUp(formats, document.format)
  if (!format) return []
  if (!format.combine) {
    const fitting = Object.values(formats).flatMap(({ id, combine: gather }) => (gather ? [id] : []))
    const message = `needs a document that holds several orders, and '${format.id}' holds one. There are: ${fitting.join(', ')}.`
    return [{ path: pathOf([...at, 'batch']), message }]
  }
  if (document.messageReference !== 'same') return []
  const message =
    "'same' would give every message of an interchange the same reference, and with `batch` there are several."
  return [{ path: pathOf([...at, 'document', 'messageReference']), message }]
}
