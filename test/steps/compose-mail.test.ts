import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import type { Mail } from '../../src/model/document.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'
import type { MailIdentity } from '../../src/steps/mail-name.ts'
import { wildText } from '../documents/wild-text.ts'
import { histories } from '../fakes/histories.ts'

const mail: Mail = {
  from: 'orders@gateway.example',
  to: ['desk@fresco.example', 'second@fresco.example'],
  subject: 'Bestelling PO-1 – crème',
  text: 'Eén\nTwee\n.\nFrom here\n',
  html: '<p>Eén &amp; twee</p>',
}
const identity: MailIdentity = {
  key: '0123456789abcdef0123456789abcdef',
  preparedAt: { date: '2026-11-24', time: '09:15:40', offset: '+01:00' },
  attachmentName: 'PO-1-1.edi',
}
const attachment = {
  text: 'UNA:+.? é\r\n',
  charset: 'iso-8859-1',
  mediaType: 'application/EDIFACT',
  extension: 'edi',
} as const

describe('composeMail', () => {
  it('is read back by a parser of other authors', async () => {
    const read = await PostalMime.parse(await composeMail({ ...mail, attachment }, identity))
    expect(read).toMatchObject({
      subject: mail.subject,
      from: { address: mail.from },
      to: mail.to.map((address) => ({ address })),
      date: '2026-11-24T08:15:40.000Z',
      messageId: expect.stringMatching(/^<[\w-]{22}@gateway\.example>$/),
    })
    expect(read.text?.trimEnd()).toBe(mail.text.trimEnd())
    expect(read.html?.trim()).toBe(mail.html)
    expect(read.attachments).toMatchObject([{ filename: 'PO-1-1.edi', mimeType: 'application/edifact' }])
    const [file] = read.attachments
    expect([...new Uint8Array(file?.content as ArrayBuffer)]).toEqual([...Buffer.from(attachment.text, 'latin1')])
  })

  it('makes the same bytes again, and another Message-ID only for a document prepared anew', async () => {
    const [first, again] = [
      await composeMail({ ...mail, attachment }, identity),
      await composeMail({ ...mail, attachment }, identity),
    ]
    expect(again).toEqual(first)
    const later = await composeMail(mail, { ...identity, preparedAt: { ...identity.preparedAt, time: '10:00:00' } })
    expect((await PostalMime.parse(later)).messageId).not.toBe((await PostalMime.parse(first)).messageId)
  })

  it('has its Message-ID on one line, whatever its domain and its token', async () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,63}$/)
    const token = fc.option(fc.stringMatching(/^[\w-]{20,200}\.[\w-]{43}$/), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(fc.array(label, { minLength: 1, maxLength: 4 }), token, async (labels, made) => {
        const from = `orders@${labels.join('.')}`
        const bytes = await composeMail(
          { ...mail, from },
          { ...identity, ...(made === undefined ? {} : { token: made }) },
        )
        const text = new TextDecoder('latin1').decode(bytes)
        expect(text).toMatch(/^Message-ID: <[\w-]{22}@[a-z0-9.-]+>\r$/m)
        const read = await PostalMime.parse(bytes)
        const own = read.headers.find(({ key }) => key === 'x-orderbridge-message-id')?.value
        expect(own).toBe(made === undefined ? undefined : `<${made}@${labels.join('.')}>`)
      }),
      { numRuns: 200, examples: [[['a'.repeat(63), 'b'.repeat(63), 'example'], undefined]] },
    )
  })

  it('has another Message-ID under another key, or another token', async () => {
    const idOf = async (more: Partial<MailIdentity>) =>
      (await PostalMime.parse(await composeMail(mail, { ...identity, ...more }))).messageId
    const ids = [{}, { key: 'f'.repeat(32) }, { token: `said.${'a'.repeat(43)}` }, { token: `said.${'b'.repeat(43)}` }]
    expect(new Set(await Promise.all(ids.map(idOf))).size).toBe(4)
  })

  it('has lines that any mail server takes', async () => {
    const bytes = await composeMail({ ...mail, text: 'x'.repeat(5000), attachment }, identity)
    const text = new TextDecoder('latin1').decode(bytes)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\u00ff]/)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  })

  it('keeps its header whatever the subject: no field more, none less', async () => {
    const names = async (subject: string): Promise<string[]> => {
      const [head = ''] = new TextDecoder('latin1')
        .decode(await composeMail({ ...mail, subject }, identity))
        .split('\r\n\r\n')
      return head.split(/\r\n(?![ \t])/).map((line) => line.split(':')[0] ?? '')
    }
    const expected = await names('Order')
    await fc.assert(
      fc.asyncProperty(wildText, async (subject) => {
        expect(await names(`Order ${subject}`)).toEqual(expected)
      }),
      { numRuns: histories(300) },
    )
  })
})
