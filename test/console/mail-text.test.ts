import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../src/console/order/contents.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'

const IDENTITY = {
  ...{ key: 'a'.repeat(32), attachmentName: 'PO-1.xml' },
  preparedAt: { date: '2026-11-24', time: '06:31:00', offset: '+01:00' },
} as Parameters<typeof composeMail>[1]

const shown = async (subject: string, text: string): Promise<string> => {
  const attachment = { text: '<Order/>', mediaType: 'application/xml', charset: 'utf-8' }
  const mail = {
    from: 'orders@gateway.example',
    to: ['desk@fresco.example'],
    subject,
    text,
    html: '<p>HTML</p>',
    attachment,
  }
  return textOf(await composeMail(mail as never, IDENTITY), 'message/rfc822') ?? ''
}

const lineOf = fc.string({ unit: 'grapheme', maxLength: 60 }).map((line) => line.replaceAll(/[\p{C}\p{Z}]/gu, 'x'))

describe('a mail on the page of an order', () => {
  it('is its head, the names of its attachments and its text, without HTML and encodings', async () => {
    const text = await shown('Bestelling voor Café Zuid – woensdag', 'Crème fraîche 30 %\n6 × 1 L = 6 L\n')
    expect(text).toContain('Subject: Bestelling voor Café Zuid – woensdag')
    expect(text).toContain('To: desk@fresco.example')
    expect(text).toContain('+ PO-1.xml')
    expect(text).toContain('Crème fraîche 30 %\n6 × 1 L = 6 L')
    for (const encoded of ['=C3', 'HTML', 'base64', 'boundary', 'PE9yZGVy']) expect(text).not.toContain(encoded)
  })

  it('keeps a line that looks like the end of a part', async () => {
    expect(await shown('One', 'Before\n-- \n--=_orderbridge\nAfter\n')).toContain('Before\n-- \n--=_orderbridge\nAfter')
  })

  it('keeps every letter of any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lineOf, { minLength: 1, maxLength: 8 }), async (lines) => {
        const text = lines.map((line) => `${line}|`).join('\n')
        expect(await shown('One', text)).toContain(text)
      }),
    )
  })
})
