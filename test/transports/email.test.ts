import { describe, expect, it } from 'vitest'
import type { OutgoingMail } from '../../src/ports.ts'
import { email } from '../../src/transports/email.ts'
import { meansWith } from './means.ts'
import { mailParcel } from './parcel.ts'

const from = 'orders@gateway.example'
const to = ['desk@fresco.example']
const mail = {
  ...{
    from,
    to,
    subject: 'Bestelling PO-1 – crème',
    text: 'Eén\n',
    html: '<p>Eén</p>',
    replyTo: 'help@gateway.example',
  },
  attachment: { text: 'UNA é', charset: 'iso-8859-1', mediaType: 'application/EDIFACT', extension: 'edi' },
} as const

const deliver = async (send: (mail: OutgoingMail) => Promise<void>) =>
  email.deliver(await mailParcel(mail), { kind: 'email' }, meansWith({ mail: send }))

describe('email', () => {
  it('hands over the parts of the stored document', async () => {
    const sent: OutgoingMail[] = []
    expect(await deliver(async (one) => void sent.push(one))).toMatchObject({ outcome: 'delivered' })
    const [one] = sent
    expect(one).toMatchObject({ from, to, subject: mail.subject, replyTo: mail.replyTo })
    expect([one?.text.trim(), one?.html?.trim()]).toEqual(['Eén', '<p>Eén</p>'])
    expect(one?.headers).toEqual({
      'X-Orderbridge-Delivery': 'ab'.repeat(16),
      'X-Orderbridge-Message-ID': expect.stringMatching(/^<[\w-]{22}@gateway\.example>$/),
    })
    const [file] = one?.attachments ?? []
    expect(file?.filename).toBe('PO-1-1.edi')
    expect(new TextDecoder('latin1').decode(file?.content)).toBe('UNA é')
  })

  it.each([
    ['E_RATE_LIMIT_EXCEEDED', { outcome: 'deferred', reached: 'no' }],
    ['E_DAILY_LIMIT_EXCEEDED', { outcome: 'deferred', reached: 'no', retryAfterSeconds: 3600 }],
    ['E_RECIPIENT_SUPPRESSED', { outcome: 'refused', reached: 'no', routeWide: false }],
    ['E_CONTENT_TOO_LARGE', { outcome: 'refused', reached: 'no', routeWide: false }],
    ['E_SENDER_NOT_VERIFIED', { outcome: 'refused', reached: 'no', routeWide: true }],
    ['E_DELIVERY_FAILED', { outcome: 'uncertain' }],
    ['E_INTERNAL_SERVER_ERROR', { outcome: 'uncertain' }],
    [undefined, { outcome: 'uncertain' }],
  ])('after %s', async (code, expected) => {
    const receipt = await deliver(() => Promise.reject(Object.assign(new Error('secret words'), code ? { code } : {})))
    expect(receipt).toMatchObject(expected)
    expect(receipt.note).not.toContain('secret words')
  })
})
