import { describe, expect, it } from 'vitest'
import type { Mail } from '../../src/model/document.ts'
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

const deliver = async (send: (mail: OutgoingMail) => Promise<void>, given: Mail = mail) =>
  email.deliver(await mailParcel(given), { kind: 'email' }, meansWith({ mail: send }))

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
    expect(file?.type).toBe('application/edifact; charset=iso-8859-1')
    expect(new TextDecoder('latin1').decode(file?.content)).toBe('UNA é')
  })

  it.each(['utf-8', 'iso-8859-15', 'windows-1252'] as const)('says that an attachment is in %s', async (charset) => {
    const sent: OutgoingMail[] = []
    await deliver(async (one) => void sent.push(one), { ...mail, attachment: { ...mail.attachment, charset } })
    expect(sent[0]?.attachments?.[0]?.type).toBe(`application/edifact; charset=${charset}`)
  })

  it('sends the mail without the charset where Cloudflare refuses the type, and once only', async () => {
    const refusal = Object.assign(new Error('type'), { code: 'E_VALIDATION_ERROR' })
    const types: (string | undefined)[] = []
    const refuse = (all: boolean) => async (one: OutgoingMail) => {
      const type = one.attachments?.[0]?.type
      types.push(type)
      if (all || type?.includes(';')) throw refusal
    }
    expect(await deliver(refuse(false))).toMatchObject({ outcome: 'delivered' })
    expect(types).toEqual(['application/edifact; charset=iso-8859-1', 'application/edifact'])
    types.length = 0
    expect(await deliver(refuse(true))).toMatchObject({ outcome: 'refused', reached: 'no' })
    expect(types).toHaveLength(2)
  })

  it('tries a mail that Cloudflare did not refuse no second time', async () => {
    let tries = 0
    await deliver(() => {
      tries += 1
      return Promise.reject(Object.assign(new Error(''), { code: 'E_INTERNAL_SERVER_ERROR' }))
    })
    expect(tries).toBe(1)
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
