import { describe, expect, it } from 'vitest'
import { ANN, gatewayWithMail, held, MAILED, order } from './mailed-customers.ts'

const MINUTE = 60_000

describe('the mail to a customer', () => {
  it('is tried again while the mail service fails, and told once; after an hour the desk gets the text', async () => {
    let works = false
    let tries = 0
    const answers = () => {
      tries++
      if (!works) throw Object.assign(new Error('no'), { code: 'E_INTERNAL_SERVER_ERROR' })
    }
    const passing = gatewayWithMail(MAILED, answers)
    passing.fake.book.place(order())
    await passing.poll()
    await passing.box.pass(MINUTE)
    expect(tries).toBe(2)
    passing.box.reopen()
    works = true
    await passing.box.pass(10 * MINUTE)
    await passing.poll()
    await passing.box.pass(60 * MINUTE)
    expect(passing.mails).toHaveLength(1)
    expect(tries).toBe(3)

    works = false
    const failing = gatewayWithMail(MAILED, answers)
    failing.fake.book.place(order())
    await failing.poll()
    await failing.box.pass(3 * 60 * MINUTE)
    expect(failing.mails).toEqual([])
    const [first, second, ...more] = held(failing)
    expect(more).toEqual([])
    expect(first).not.toHaveProperty('forward')
    expect(second).toMatchObject({ text: expect.stringContaining('could not be sent'), forward: expect.any(String) })
    expect(failing.box.outbox.view('order-1')).toMatchObject({
      notices: [{ sentAt: null, failure: expect.any(String) }],
    })
  })

  it('whose address is refused for good is told by the desk at once', async () => {
    const gateway = gatewayWithMail(MAILED, () => {
      throw Object.assign(new Error('no'), { code: 'E_RECIPIENT_NOT_ALLOWED' })
    })
    gateway.fake.book.place(order())
    await gateway.poll()
    expect(held(gateway)).toMatchObject([{}, { forward: expect.stringContaining('PO-1') }])
    await gateway.box.pass(60 * MINUTE)
    expect(held(gateway)).toHaveLength(2)
  })

  it('is not told that it waits once the desk has settled it', async () => {
    let works = false
    const gateway = gatewayWithMail(MAILED, () => {
      if (!works) throw new Error('no')
    })
    gateway.fake.book.place(order())
    await gateway.poll()
    gateway.box.outbox.done('order-1', 'erp', ANN)
    works = true
    await gateway.box.pass(60 * MINUTE)
    expect(gateway.mails).toEqual([])
    expect(held(gateway)).toHaveLength(1)
  })
})
