import { describe, expect, it } from 'vitest'
import type { Bounce, BouncedRecipient } from '../../../src/replies/read-bounce.ts'
import { supplierWith } from '../../fakes/orders.ts'
import { STORAGE_ID, testOutbox } from '../../fakes/outbox.ts'

const MAILED = { orderId: 'order-1', version: 1, documentRevision: 1, storageId: STORAGE_ID }
const desk: BouncedRecipient = { address: 'desk@fresco.example', action: 'failed', diagnosis: '5.1.1 no such user' }
const bounceOf = (...recipients: BouncedRecipient[]): Bounce => ({ messageId: 'x', recipients })

async function mailedOrder(settings: object = {}) {
  const route = {
    ...{ name: 'desk', transport: { kind: 'email' } },
    document: { format: 'email', template: 'order-email', from: 'us@gateway.example', to: ['desk@fresco.example'] },
    ...settings,
  }
  let mails = 0
  const test = testOutbox({
    supplier: supplierWith({ revisions: 'replace', routes: [route] }),
    ports: { mail: async () => void mails++ },
  })
  test.accept()
  await test.work()
  return { test, mails: () => mails }
}

describe('a mail that came back', () => {
  it.each([{}, { receipt: 'person' }])(
    'is refused, names the address, and tells a person once: %j',
    async (settings) => {
      const { test } = await mailedOrder(settings)
      for (const _ of [1, 2]) test.outbox.processBounce('desk', MAILED, bounceOf(desk))
      await test.work()
      expect(test.deliveries()).toEqual(['desk v1 refused yes'])
      expect(test.outbox.view('order-1')).toMatchObject({
        state: 'pending',
        deliveries: [{ note: 'The mail came back from desk@fresco.example (5.1.1 no such user).' }],
      })
      expect(test.alerts).toMatchObject([{ kind: 'refused', orderId: 'order-1', route: 'desk' }])
      expect(test.alerts[0]?.text).toContain('desk@fresco.example')
    },
  )

  it('is sent again when a person says so, and may come back once more', async () => {
    const { test, mails } = await mailedOrder()
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('refused')
    test.outbox.retry('order-1', 'desk', { by: 'An' })
    await test.work()
    expect([test.deliveries(), mails()]).toEqual([['desk v1 delivered yes'], 2])
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('refused')
    expect(test.deliveries()).toEqual(['desk v1 refused yes'])
  })

  it('is only noted while the server goes on trying', async () => {
    const { test } = await mailedOrder()
    const late = bounceOf({ ...desk, action: 'delayed', diagnosis: '4.4.1' })
    for (const _ of [1, 2]) expect(test.outbox.processBounce('desk', MAILED, late)).toBe('noted')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
    expect(test.alerts).toEqual([])
    expect(JSON.stringify(test.outbox.view('order-1')).match(/"delayed"/g)).toHaveLength(1)
  })

  it('asks nobody again what a person has settled', async () => {
    const { test } = await mailedOrder({ receipt: 'person' })
    test.outbox.done('order-1', 'desk', { by: 'An' })
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('noted')
    expect(test.deliveries()).toEqual(['desk v1 done yes'])
  })

  it('is not asked of again where somebody has confirmed that they have it', async () => {
    const { test } = await mailedOrder({ receipt: 'person' })
    test.outbox.confirm('desk', MAILED)
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('noted')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
  })

  it.each([
    ['an order', { ...MAILED, orderId: 'none' }, 'desk'],
    ['a version', { ...MAILED, version: 2 }, 'desk'],
    ['a route', MAILED, 'erp'],
  ])('changes nothing where there is no such thing as %s', async (_, mailed, route) => {
    const { test } = await mailedOrder()
    expect(test.outbox.processBounce(route, mailed, bounceOf(desk))).toBe('unknown')
    expect(test.outbox.processBounce(route, mailed, bounceOf({ ...desk, action: 'delayed' }))).toBe('unknown')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
    expect(test.alerts).toEqual([])
  })

  it('changes nothing of a mail that was written anew since', async () => {
    const { test } = await mailedOrder()
    expect(test.outbox.processBounce('desk', { ...MAILED, documentRevision: 2 }, bounceOf(desk))).toBe('noted')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
  })

  it('only raises an alert once a later version has been mailed: the earlier one must not go after it', async () => {
    const { test, mails } = await mailedOrder()
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'desk v2 delivered yes'])
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('replaced')
    expect(test.outbox.processBounce('desk', MAILED, bounceOf(desk))).toBe('noted')
    test.outbox.retryRoute('desk', { by: 'An' })
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'refused', cause: 'replaced', orderId: 'order-1' }])
    expect([test.deliveries(), mails()]).toEqual([['desk v1 delivered yes', 'desk v2 delivered yes'], 2])
  })

  it('has reached the other recipients: a retry goes to those who never had it', async () => {
    const { test } = await mailedOrder()
    test.sql.all(`UPDATE deliveries SET transport_state = '{"accepted":["Desk@Fresco.example","two@fresco.example"]}'`)
    test.outbox.processBounce('desk', MAILED, bounceOf({ ...desk, address: 'Desk@Fresco.example' }))
    expect(test.sql.all('SELECT transport_state FROM deliveries')).toEqual([
      { transport_state: '{"accepted":["two@fresco.example"]}' },
    ])
  })
})
