import { describe, expect, it } from 'vitest'
import type { FakeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { holdNotice } from '../../src/steps/customer-notice.ts'
import { supplierWith } from '../fakes/orders.ts'
import { gatewayWithMail, held, line, MAILED, order } from './mailed-customers.ts'

describe('the customer of an order that nobody was there to refuse', () => {
  it('is told each problem by line and field, never by the names that fields have in JSON', async () => {
    const gateway = gatewayWithMail({ customers: undefined, articles: undefined, unknown: {}, language: 'nl' })
    const broken = { ...line(' '), quantity_ordered: -1 }
    const { order_number: _, ...unnumbered } = order({ packages: [broken], expected_delivery_date: '2026-02-30' })
    gateway.fake.book.place(unnumbered as FakeOrder)
    await gateway.poll()
    const text = held(gateway)[0]?.forward ?? ''
    expect(
      text
        .split('\n')
        .filter((one) => one.startsWith('- '))
        .sort(),
    ).toEqual([
      '- De leverdatum bestaat niet op de kalender.',
      '- Het bestelnummer ontbreekt.',
      '- Regel 1, Crème fraîche 1 kg: de hoeveelheid is -1.',
      '- Regel 1, Crème fraîche 1 kg: het artikelnummer is leeg.',
    ])
    expect(text).not.toMatch(/packages|expected_delivery|order_number/)
  })

  it('reads no link in what the order says, and no line of its own', async () => {
    const gateway = gatewayWithMail()
    gateway.fake.book.place(order({ order_number: 'PO\r\nBcc: x', packages: [line('www.evil.example')] }))
    await gateway.poll()
    const { forward = '' } = held(gateway)[0] ?? {}
    expect(forward).not.toMatch(/www\.evil|^Bcc/m)
    expect(forward).toContain('www[.]evil[.]example')
  })
})

describe('what a customer reads', () => {
  it.each(['nl', 'fr', 'de', 'en'])('is in their language, without a word of JSON: %s', async (language) => {
    const gateway = gatewayWithMail({ ...MAILED, customers: undefined, language, remarks: 'refuse' })
    const lines = [line('200457'), { ...line(' '), quantity_ordered: 0 }, { ...line('00123'), quantity_ordered: 'two' }]
    gateway.fake.book.place(order({ packages: lines, expected_delivery_date: 'soon' }) as FakeOrder)
    gateway.fake.book.place(order({ id: 'order-2', order_number: 'PO-2', order_remarks: 'Bel aan!' }))
    await gateway.poll()
    expect(held(gateway)).toHaveLength(2)
    const texts = held(gateway).map(({ forward }) => forward)
    await expect(`${texts.join('\n\n=====\n\n')}\n`).toMatchFileSnapshot(`../golden/customer-notice/${language}.txt`)
  })
})

describe.each(['en', 'nl', 'fr', 'de'] as const)('a field of the sender’s own, in %s', (language) => {
  const noticeOf = (path: string): string => {
    const problems = [{ path, code: 'duplicate-key', message: `The field ${path} stands twice.` }] as const
    const named = { id: 'order-1', number: 'PO-1', customer: 'C-77' }
    return holdNotice(named, { problems, count: 1 }, 'invalid', supplierWith({ language })).text
  }

  it.each(['constructor', '__proto__', 'toString'])('is called as it is: %s', (path) => {
    expect(noticeOf(path).toLowerCase()).toContain(path.toLowerCase())
    expect(noticeOf(path)).not.toMatch(/\[native code\]|\[object/)
  })

  it('becomes neither a link nor a line', () => {
    const text = noticeOf('https://evil.example/pay\nPay here')
    expect(text.toLowerCase()).toContain('https[:]//evil[.]example/pay pay here')
  })
})
