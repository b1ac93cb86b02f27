import { isGroup, parsedJson } from '../../text/parsed-json.ts'

/** An event that the Worker logged, as a sentence. Null for other text; empty for an event without news. */
export function eventText(line: string): string | null {
  const entry = line.startsWith('{"event":') ? parsedJson(line) : null
  if (!isGroup(entry)) return null
  const { event, supplier, ...values } = entry
  const sentence = SENTENCES[String(event)]
  return sentence ? sentence(String(supplier), values) : generalText(entry)
}

type Values = Readonly<Record<string, unknown>>

const SENTENCES: Readonly<Record<string, (supplier: string, values: Values) => string>> = {
  poll(supplier, { seen, accepted, held, refused, complete, reason }) {
    const isNews = [accepted, held, refused].some((count) => count !== 0)
    if (complete === true && !isNews) return ''
    const end = complete === true ? '' : ` The list was not read to its end: ${reason}`
    return `The order API of ${supplier} was read. Orders seen: ${seen}, accepted: ${accepted}, held: ${held}, without a usable id: ${refused}.${end}`
  },
  pending: (supplier, { brought, found }) =>
    `Calls that waited for the outbox of ${supplier}: ${found}. The outbox took ${brought} of them.`,
  marks: (supplier, { marked, refused }) =>
    marked === 0 && refused === 0
      ? ''
      : `Orders of ${supplier} marked in the order API: ${marked}. Refused marks: ${refused}.`,
  mail: (_, { fate }) => `A mail came in. Result: ${fate}.`,
  heartbeat(_, { ping, failing }) {
    const parts = Array.isArray(failing) ? failing.filter(isGroup).map(({ part }) => part) : []
    if (ping === 'sent') return ''
    return `The heartbeat was not sent (${ping}).${parts.length > 0 ? ` These parts fail: ${parts.join(', ')}.` : ''}`
  },
  'cron-fault': (supplier, { part, error }) => `The scheduled part '${part}' failed for ${supplier}: ${error}.`,
}

/** Each field of an event with a new name. */
const generalText = (entry: Values): string =>
  Object.entries(entry)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')
