import { describe, expect, it } from 'vitest'
import type { OutgoingMail } from '../../src/ports.ts'
import { readDeliveryToken } from '../../src/web/delivery-token.ts'
import { eventually } from '../fakes/eventually.ts'
import { supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { fakeSecrets } from '../fakes/secrets.ts'

const SECRET = 'link-secret-of-thirty-two-bytes-1'
const secrets = fakeSecrets({ FRESCO_WEBHOOK_SECRET: 'a-secret-of-32-bytes-for-fresco-1', LINK_SECRET: SECRET })
const links = { publicUrl: 'https://orders.gateway.example', linkSecret: 'LINK_SECRET' }
const REMINDER = /^(REMINDER|HERINNERING|RAPPEL|ERINNERUNG)/
const HOUR = 3_600_000
const MINUTE = 60_000

interface Wish {
  readonly route?: object
  readonly supplier?: Record<string, unknown>
  readonly fails?: readonly number[]
  /** From the start of the test. */
  readonly cutOffMs?: number
}

/** A gateway whose order was mailed to a desk that must confirm, four hours before the cut-off. */
async function mailed({ route = {}, supplier = {}, fails = [], cutOffMs = 4 * HOUR }: Wish = {}) {
  const [mails, times]: [OutgoingMail[], number[]] = [[], []]
  const mail = async (one: OutgoingMail): Promise<void> => {
    times.push(test.clock.now())
    if (fails.includes(mails.push(one))) throw Object.assign(new Error('No'), { code: 'E_RATE_LIMIT_EXCEEDED' })
  }
  const desk = {
    ...{ name: 'desk', receipt: 'person', receiptDueMinutes: 600, transport: { kind: 'email' } },
    document: { format: 'email', from: 'us@gateway.example', to: ['desk@fresco.example'] },
    ...route,
  }
  const test = testOutbox({
    supplier: supplierWith({ calendar: { cutOff: '22:00' }, revisions: 'replace', routes: [desk], ...supplier }),
    ports: { mail, ...links, secrets },
  })
  const cutOff = test.clock.now() + cutOffMs
  const send = async (content: number): Promise<void> => {
    test.accept({ content, cutOff })
    await goOn(0)
  }
  /** The MAC of a link is made outside the event loop that the test drives. */
  async function goOn(milliseconds: number): Promise<void> {
    const end = test.clock.now() + milliseconds
    await test.work()
    await idle()
    while (test.alarm !== null && test.alarm <= end) {
      test.clock.set(Math.max(test.alarm, test.clock.now()))
      await test.work()
      await idle()
    }
    test.clock.set(end)
  }
  const idle = async (): Promise<void> => {
    await settled()
    await eventually(() => {
      expect(test.deliveries().join()).not.toMatch(/sending/)
      const taken = test.outbox.view('order-1')?.timeline.filter(({ event }) => event === 'reminded')
      expect(mails.filter(({ subject }) => REMINDER.test(subject))).toHaveLength(taken?.length ?? 0)
    })
    await settled()
  }
  await send(2)
  return { test, mails, times, goOn, send }
}

const linkIn = (mail: OutgoingMail | undefined): string =>
  /https:\/\/\S+\/confirm\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''

async function confirm(test: Awaited<ReturnType<typeof mailed>>['test'], mail: OutgoingMail | undefined) {
  const token = new URL(linkIn(mail)).pathname.split('/').at(-1) ?? ''
  const read = await readDeliveryToken('confirmation', { supplier: 'fresco', route: 'desk' }, token, SECRET, 0)
  if (typeof read === 'string') throw new Error(read)
  return test.outbox.confirm('desk', read)
}

describe('an order that nobody confirmed', () => {
  it('is mailed once more an hour before its cut-off, with the same link, and settled by it', async () => {
    const { test, mails, goOn } = await mailed()
    await goOn(3 * HOUR - MINUTE)
    expect(mails).toHaveLength(1)
    await goOn(2 * MINUTE)
    expect(mails).toHaveLength(2)
    expect(mails[1]?.subject).toBe('REMINDER: Order PO-order-1: C-77, for Thursday 26 November')
    expect(mails[1]?.text).toMatch(/^REMINDER\. You have not confirmed/)
    expect(linkIn(mails[1])).toBe(linkIn(mails[0]))
    expect(test.outbox.view('order-1')?.timeline.map(({ event }) => event)).toContain('reminded')
    expect((await confirm(test, mails[1]))?.state).toBe('confirmed')
    await goOn(10 * HOUR)
    expect(mails).toHaveLength(2)
    expect(test.troubles).toEqual([])
  })

  it('then is brought to a person, halfway to the cut-off, once', async () => {
    const { test, mails, goOn } = await mailed()
    await goOn(3.5 * HOUR - MINUTE)
    expect(test.troubles).toEqual([])
    await goOn(2 * MINUTE)
    expect(test.troubles).toMatchObject([{ kind: 'late', cause: 'receipt-overdue', orderId: 'order-1' }])
    await goOn(20 * HOUR)
    expect([mails.length, test.troubles.length]).toEqual([2, 1])
  })

  it.each([
    ['nl', 'HERINNERING: Bestelling'],
    ['fr', 'RAPPEL : Commande'],
    ['de', 'ERINNERUNG: Bestellung'],
  ])('is reminded of in %s', async (language, subject) => {
    const { mails, goOn } = await mailed({ supplier: { language } })
    await goOn(3.1 * HOUR)
    expect(mails[1]?.subject).toContain(subject)
  })

  it('is reminded of once, also by a gateway that restarted', async () => {
    const { test, mails, goOn } = await mailed()
    test.reopen()
    await goOn(3.1 * HOUR)
    expect(mails).toHaveLength(2)
    test.reopen()
    await goOn(MINUTE)
    expect(mails).toHaveLength(2)
  })

  it('has no document attached that a system could import twice', async () => {
    const attach = {
      format: 'csv',
      columns: [{ field: 'orderNumber' }, { field: 'articleNumber' }, { field: 'quantity' }],
    }
    const document = { format: 'email', from: 'us@gateway.example', to: ['desk@fresco.example'], attach }
    const { mails, goOn } = await mailed({ route: { document } })
    await goOn(3.1 * HOUR)
    expect(mails.map(({ attachments }) => attachments?.length ?? 0)).toEqual([1, 0])
  })

  it('is reminded of no sooner than halfway, where the cut-off is near', async () => {
    const { mails, goOn } = await mailed({ cutOffMs: 40 * MINUTE })
    await goOn(19 * MINUTE)
    expect(mails).toHaveLength(1)
    await goOn(2 * MINUTE)
    expect(mails).toHaveLength(2)
  })

  it('is brought to a person at once, where the reminder cannot be mailed', async () => {
    const { test, goOn } = await mailed({ fails: [2] })
    await goOn(3 * HOUR + 2 * MINUTE)
    expect(test.troubles).toMatchObject([{ kind: 'late', cause: 'receipt-overdue' }])
    expect(test.outbox.view('order-1')?.timeline.map(({ event }) => event)).toContain('reminder-failed')
  })
})

describe('no reminder is mailed', () => {
  it('of an order that was confirmed', async () => {
    const { test, mails, goOn } = await mailed()
    await confirm(test, mails[0])
    await goOn(10 * HOUR)
    expect(mails).toHaveLength(1)
  })

  it('of a version that was replaced, only of the one that replaced it', async () => {
    const { mails, goOn, send } = await mailed()
    await send(7)
    await goOn(3.1 * HOUR)
    expect(mails.map(({ subject }) => subject.split(':')[0])).toEqual(['Order PO-order-1', 'CHANGED', 'REMINDER'])
    expect(linkIn(mails[2])).toBe(linkIn(mails[1]))
  })

  it('of an order that was cancelled, but of the mail that cancels it', async () => {
    const { test, mails, goOn } = await mailed({
      route: { cancellations: 'send', fileName: '{orderNumber}-{version}.{ext}' },
    })
    test.outbox.cancel('order-1', 'desk', { by: 'ann', note: 'The chef called.' })
    await goOn(10 * HOUR)
    expect(mails.filter(({ subject }) => subject.startsWith('REMINDER: Order'))).toEqual([])
  })

  it('where the route asks no person, or wants none', async () => {
    for (const route of [{ receipt: 'transport' }, { reminderBeforeCutOffMinutes: 0 }]) {
      const { mails, goOn } = await mailed({ route })
      await goOn(3.9 * HOUR)
      expect(mails).toHaveLength(1)
    }
  })

  it('while the desk is closed, if it opens before the cut-off', async () => {
    // The order is mailed at 10:00 in Brussels, and the cut-off is at 14:00.
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    const opening = [
      { days, from: '08:00', to: '11:00' },
      { days, from: '13:30', to: '17:00' },
    ]
    const { times, goOn } = await mailed({ route: { pace: { opening } } })
    await goOn(10 * HOUR)
    expect(times.map((time) => new Date(time).toISOString().slice(11, 16))).toEqual(['09:00', '12:30'])
  })
})
