import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import type { OutgoingMail } from '../../../src/ports.ts'
import { type Mailed, readDeliveryToken } from '../../../src/web/delivery-token.ts'
import { eventually } from '../../fakes/eventually.ts'
import { supplierWith } from '../../fakes/orders.ts'
import { STORAGE_ID, type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { fakeSecrets } from '../../fakes/secrets.ts'

const SECRET = 'link-secret-of-thirty-two-bytes-1'
const HOOK = { FRESCO_WEBHOOK_SECRET: 'a-secret-of-32-bytes-for-fresco-1' }
const links = { publicUrl: 'https://orders.gateway.example', linkSecret: 'LINK_SECRET' }
const mailRoute = (more: object = {}) => ({
  ...{ name: 'desk', receipt: 'person', transport: { kind: 'email' } },
  document: { format: 'email', template: 'order-email', from: 'us@gateway.example', to: ['desk@fresco.example'] },
  ...more,
})

/** The platform computes a MAC asynchronously, so the number of event-loop turns is unknown. */
async function tried(test: TestOutbox): Promise<void> {
  await test.work()
  await eventually(() => expect(test.deliveries().join()).not.toMatch(/sending|waiting/))
}

async function mailedOrder(settings: object = {}, secrets: Record<string, string> = { LINK_SECRET: SECRET }) {
  const mails: OutgoingMail[] = []
  const supplier = supplierWith({ routes: [mailRoute(settings)] })
  const mail = async (one: OutgoingMail): Promise<void> => void mails.push(one)
  const test = testOutbox({ supplier, ports: { mail, ...links, secrets: fakeSecrets({ ...HOOK, ...secrets }) } })
  test.accept()
  await tried(test)
  const link = /https:\/\/orders\.gateway\.example\/confirm\/\S+/.exec(mails[0]?.text ?? '')?.[0] ?? ''
  return { test, mails, link }
}

async function spokenOf(link: string): Promise<Mailed> {
  const [supplier = '', route = '', token = ''] = new URL(link).pathname.split('/').slice(2)
  const read = await readDeliveryToken('confirmation', { supplier, route }, token, SECRET, 0)
  if (typeof read === 'string') throw new Error(read)
  return read
}

describe('a mail that asks for a person’s word', () => {
  it('holds a link in both its bodies, and is sent until somebody follows it', async () => {
    const { test, mails, link } = await mailedOrder()
    expect(await spokenOf(link)).toEqual({ orderId: 'order-1', version: 1, documentRevision: 1, storageId: STORAGE_ID })
    expect(mails[0]?.html).toContain(`<a href="${link}" `)
    expect(test.deliveries()).toEqual(['desk v1 sent yes'])
    expect(test.outbox.confirm('desk', await spokenOf(link))).toEqual({
      orderNumber: 'PO-order-1',
      state: 'confirmed',
      cancels: false,
    })
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled' })
    expect(test.outbox.view('order-1')?.timeline.at(-1)).toMatchObject({ event: 'confirmed', route: 'desk' })
    await test.pass(600 * 60_000)
    expect(test.alerts).toEqual([])
  })

  it('is the same to the byte on every try', async () => {
    const mails: OutgoingMail[] = []
    const supplier = supplierWith({ routes: [mailRoute()] })
    const mail = async (one: OutgoingMail): Promise<void> => {
      mails.push(one)
      if (mails.length < 3) throw Object.assign(new Error('No'), { code: 'E_RATE_LIMIT_EXCEEDED' })
    }
    const test = testOutbox({
      supplier,
      ports: { mail, ...links, secrets: fakeSecrets({ ...HOOK, LINK_SECRET: SECRET }) },
    })
    test.accept()
    await tried(test)
    await test.pass(60 * 60_000)
    expect(mails.length).toBe(3)
    expect(new Set(mails.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  it('is only looked at when the link is opened, however often', async () => {
    const { test, link } = await mailedOrder()
    for (let time = 0; time < 3; time++)
      expect(test.outbox.confirmation('desk', await spokenOf(link))).toEqual({
        ...{ orderNumber: 'PO-order-1', state: 'open', cancels: false },
      })
    expect(test.deliveries()).toEqual(['desk v1 sent yes'])
  })

  it('is confirmed once, and stays so', async () => {
    const { test, link } = await mailedOrder()
    const mailed = await spokenOf(link)
    test.outbox.confirm('desk', mailed)
    expect(test.outbox.confirm('desk', mailed)?.state).toBe('confirmed')
    expect(JSON.stringify(test.outbox.view('order-1')).match(/"confirmed"/g)).toHaveLength(1)
  })

  it('knows a mail that takes the order back from the one that brought it', async () => {
    const {
      test,
      mails,
      link: first,
    } = await mailedOrder({ cancellations: 'send', fileName: '{orderNumber}-{version}.{ext}' })
    test.outbox.cancel('order-1', 'desk', { by: 'ann', note: 'The chef telephoned.' })
    await tried(test)
    const link = /https:\/\/orders\.gateway\.example\/confirm\/\S+/.exec(mails[1]?.text ?? '')?.[0] ?? ''
    const asked = await spokenOf(link)
    expect(test.outbox.confirmation('desk', asked)).toMatchObject({ state: 'open', cancels: true })
    expect(test.outbox.confirm('desk', await spokenOf(first))).toMatchObject({ state: 'replaced', cancels: false })
    expect(test.deliveries()).toEqual(['desk v1 sent yes', 'desk v2 sent yes'])
    expect(test.outbox.confirm('desk', asked)).toMatchObject({ state: 'confirmed', cancels: true })
    expect(test.deliveries()).toEqual(['desk v1 superseded yes', 'desk v2 delivered yes'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
    expect(test.outbox.confirm('desk', await spokenOf(first))).toMatchObject({ state: 'replaced' })
  })

  it('ends tries that are still to come: who has it in hand has it', async () => {
    const mail = async (): Promise<void> => {
      throw Object.assign(new Error('No'), { code: 'E_INTERNAL_SERVER_ERROR' })
    }
    const supplier = supplierWith({ routes: [mailRoute()] })
    const test = testOutbox({
      supplier,
      ports: { mail, ...links, secrets: fakeSecrets({ ...HOOK, LINK_SECRET: SECRET }) },
    })
    test.accept()
    await tried(test)
    expect(test.deliveries()).toEqual(['desk v1 uncertain maybe'])
    expect(
      test.outbox.confirm('desk', { orderId: 'order-1', version: 1, documentRevision: 1, storageId: STORAGE_ID })
        ?.state,
    ).toBe('confirmed')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes'])
  })

  it.each([
    ['an order that is not there', { orderId: 'none', version: 1, documentRevision: 1, storageId: STORAGE_ID }, 'desk'],
    [
      'a version that is not there',
      { orderId: 'order-1', version: 2, documentRevision: 1, storageId: STORAGE_ID },
      'desk',
    ],
    ['another route', { orderId: 'order-1', version: 1, documentRevision: 1, storageId: STORAGE_ID }, 'erp'],
  ])('settles nothing for %s', async (_, mailed, route) => {
    const { test } = await mailedOrder()
    expect(test.outbox.confirm(route, mailed)).toBeNull()
    expect(test.deliveries()).toEqual(['desk v1 sent yes'])
  })

  it('settles nothing for a mail that was written anew since', async () => {
    const { test } = await mailedOrder()
    const old = { orderId: 'order-1', version: 1, documentRevision: 2, storageId: STORAGE_ID }
    expect(test.outbox.confirm('desk', old)).toMatchObject({ orderNumber: 'PO-order-1', state: 'replaced' })
    expect(test.deliveries()).toEqual(['desk v1 sent yes'])
  })

  it('waits for a person, and says why, when its links cannot be signed', async () => {
    const { test, mails } = await mailedOrder({}, {})
    expect(mails).toEqual([])
    expect(test.deliveries()).toEqual(['desk v1 held/unwritable no'])
    expect(test.alerts[0]?.text).toContain('LINK_SECRET')
  })

  it('holds no link where nobody is asked', async () => {
    const { mails } = await mailedOrder({ receipt: 'transport' })
    expect(mails[0]?.text).not.toContain('confirm')
    expect(mails[0]?.html).not.toContain('href')
  })

  it('is read by a mail program with the whole address in one piece', async () => {
    const { test, link } = await mailedOrder()
    const stored = test.outbox.document('order-1', 'desk', null)
    if (!stored || typeof stored === 'string') throw new Error('No document.')
    const read = await PostalMime.parse(stored.bytes)
    expect(read.text).toContain(`${link}\n`)
    expect(read.html).toContain(`"${link}"`)
  })
})
