import { describe, expect, it } from 'vitest'
import { exampleSettings } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { submissionOf } from '../../src/steps/submission.ts'
import { tryOrder } from '../../src/steps/try-order.ts'
import { validate } from '../../src/steps/validate.ts'
import { eventually } from '../fakes/eventually.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const PUBLIC_URL = 'https://orders.fresco.example'
const CUT_OFF = { calendar: { cutOff: '22:00', leadDays: 1 }, language: 'nl' }
const LINKS = { publicUrl: PUBLIC_URL, linkSecret: 'LINK_SECRET' }

interface Wish {
  readonly route: Readonly<Record<string, unknown>>
  readonly links?: typeof LINKS | object
  readonly supplier?: Readonly<Record<string, unknown>>
}

/** Tries an order, then accepts the same order, and returns both documents as text. */
async function both({ route, links = {}, supplier: settings = CUT_OFF }: Wish, number = 1) {
  const supplier = supplierWith({ ...settings, routes: [mailboxRoute('way', route)] })
  const secrets = fakeSecrets({ LINK_SECRET: 'a-link-secret-of-more-than-32-bytes' })
  const box = testOutbox({ supplier, ports: { ...links, secrets } })
  const accept = async (id: string) => {
    const body = bodyOf(postedOrder({ id, order_number: `PO-${id.toUpperCase()}` }))
    const judged = validate(body, supplier, box.clock.now())
    if (!judged.ok) throw new Error('The order is not valid.')
    const { order, remarks } = judged.value
    const trial = await tryOrder(
      body,
      supplier,
      box.clock.now(),
      { storageId: box.outbox.storage().storageId, counters: box.outbox.counters() },
      { name: 'fresco', ...links },
    )
    const arrived = { requestId: id, source: 'webhook', body, verified: null, withinMs: 1_000 } as const
    const check = checkRoutes(order, supplier, box.clock.now())
    box.outbox.accept(await submissionOf(order, check, remarks, arrived))
    await box.work()
    const sent = await eventually(() => written(box.outbox.document(id, 'way', null)))
    const tried = trial.isAccepted ? trial.routes[0]?.document : undefined
    return {
      sent: { fileName: sent.fileName, mediaType: sent.mediaType, text: latin1(sent.bytes) },
      tried: { fileName: tried?.fileName, mediaType: tried?.mediaType, text: latin1(tried?.bytes) },
    }
  }
  for (let earlier = 1; earlier < number; earlier++) await accept(`earlier-${earlier}`)
  return accept('order-1')
}

function written<T>(document: T | null): T {
  if (document === null) throw new Error('The document is not written yet.')
  return document
}

const latin1 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1')

const settingsOf = (id: string) => {
  const format = formats[id]
  if (!format) throw new Error(`No format is called ${id}.`)
  return { document: exampleSettings(format) }
}

describe('the document of a trial', () => {
  it.each(Object.keys(formats))('is the document that is sent then, byte for byte: %s', async (id) => {
    const { sent, tried } = await both({ route: settingsOf(id) })
    expect(sent.text.length).toBeGreaterThan(20)
    expect(tried).toEqual(sent)
  })

  it.each(Object.keys(formats))('has the control number of the next document: %s', async (id) => {
    const route = { ...settingsOf(id), fileName: '{sequence}-{orderNumber}.{ext}', controlNumbers: { start: 7 } }
    const { sent, tried } = await both({ route }, 3)
    expect(sent.fileName).toMatch(/^9-/)
    expect(tried).toEqual(sent)
  })

  it('begins at the start again after the last number of the range', async () => {
    const route = { ...settingsOf('edifact-d96a'), controlNumbers: { start: 7, wrapAt: 8 } }
    const { sent, tried } = await both({ route }, 3)
    expect(sent.text).toContain('UNZ+1+00000000000007')
    expect(tried).toEqual(sent)
  })

  it('has the number of its group', async () => {
    const route = { ...settingsOf('x12-850-4010'), controlNumbers: { start: 7, group: { start: 40 } } }
    const { sent, tried } = await both({ route }, 2)
    expect(sent.text).toMatch(/GE.1.41/)
    expect(tried).toEqual(sent)
  })

  it.each(['nl', 'fr', 'de', 'en'])('of a mail names the cut-off, in %s', async (language) => {
    const { sent, tried } = await both({ route: settingsOf('email'), supplier: { ...CUT_OFF, language } })
    expect(tried.text).toMatch(/22(:|=3A)00/)
    expect(tried).toEqual(sent)
  })

  it('of a mail has samples in place of what would let its reader confirm or bounce the order', async () => {
    const { sent, tried } = await both({ route: { ...settingsOf('email'), receipt: 'person' }, links: LINKS })
    expect(unfolded(tried.text)).toContain(`${PUBLIC_URL}/confirm/fresco/way/sample`)
    expect(withoutTokens(tried.text)).toBe(withoutTokens(sent.text))
    expect(unfolded(sent.text)).not.toContain('/sample')
  })
})

/** Text whose lines a mail did not break. */
const unfolded = (text: string): string => text.replaceAll('=\r\n', '').replaceAll(/\r\n[ \t]+/g, ' ')

const withoutTokens = (text: string): string =>
  unfolded(text)
    .replaceAll(/(\/confirm\/fresco\/way\/)[\w.=-]+/g, '$1TOKEN')
    .replaceAll(/^((?:X-Orderbridge-)?Message-ID:)\s*<.*@/gim, '$1 <TOKEN@')
