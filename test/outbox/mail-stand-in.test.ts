import { describe, expect, it } from 'vitest'
import { profile, written } from '../documents/email-writing.ts'
import { sampleOrder } from '../documents/sample-order.ts'
import { eventually } from '../fakes/eventually.ts'
import { DESK_MAIL, mailingOutbox } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { type Answer, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const mailRoute = (name: string, more: object = {}) => ({
  ...{ name, transport: { kind: 'email' } },
  document: { ...DESK_MAIL, to: [`${name}@fresco.example`] },
  ...more,
})

/** The texts of the mails, where the first mail is given up as `code` says. */
async function mailsAfter(code: string, answer: Answer | null) {
  const [first, second] = [
    { route: 'first', afterMinutes: 5 },
    { route: 'second', afterMinutes: 10 },
  ]
  const routes = answer
    ? [httpRoute('erp', ERP, { fallbacks: [first, second] }), mailRoute('first'), mailRoute('second')]
    : [mailRoute('first', { fallbacks: [second] }), mailRoute('second')]
  const { test, mails } = mailingOutbox({ supplier: supplierWith({ routes }) }, [code])
  if (answer) test.wire.answers(ERP, answer)
  test.accept()
  await test.pass(11 * MINUTE)
  await eventually(() => expect(mails).toHaveLength(2))
  return mails.map(({ text = '' }) => text)
}

describe('a mail in the place of a mail that was refused', () => {
  it('does not say that a system refused the order', async () => {
    const [, alone] = await mailsAfter('E_RECIPIENT_NOT_ALLOWED', null)
    expect(alone).not.toContain('Your system')
    const [, behindErp] = await mailsAfter('E_RECIPIENT_NOT_ALLOWED', status(503))
    expect(behindErp).toContain('Your system did not take this order')
  })
})

describe('the reminder of a mail that stands in for a system', () => {
  it('says what the mail said of the system', () => {
    const reminder = { standsIn: { isPerhapsThere: false }, reminder: true, possibleRepeat: true } as const
    expect(written(sampleOrder, profile(), reminder).mail.text).toContain('Your system did not take this order')
    const perhaps = { ...reminder, standsIn: { isPerhapsThere: true } }
    expect(written(sampleOrder, profile(), perhaps).mail.text).toContain('Your system may have this order')
  })
})
