import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WrittenMail } from '../../src/document.ts'
import type { Occasion } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import { unlinked } from '../../src/documents/unlinked.ts'
import type { Order } from '../../src/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const email = registered()
const plain = { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }
const edifact = { format: 'edifact-d96a', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
const profile = (document: object = {}, supplier: Record<string, unknown> = {}) => ({
  document: email.settings.parse({ ...plain, ...document }),
  supplier: sampleSupplier(supplier),
})
function registered() {
  if (!formats.email) throw new Error('email is not registered')
  return formats.email
}
function written(order: Order, to = profile(), on: Partial<Occasion> = {}): WrittenMail {
  const result = email.write(order, to, { ...sampleOccasion, ...on })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if (!('mail' in result.value)) throw new Error('email wrote a text')
  return result.value
}
const golden = (name: string): string => readFileSync(path.join(import.meta.dirname, '../golden', name), 'utf8')
const issues = (document: object) => email.settings.safeParse({ ...plain, ...document }).error?.issues ?? []

describe('email', () => {
  it('is laid out as the golden files have it, to be printed with a head on every page and no line torn in two', () => {
    const customers = [{ customer: 'K-778812', name: 'Bistro', soldTo: '100200', shipTo: 'D-200', billTo: 'F-900' }]
    const { mail } = written(sampleOrder, profile({}, { customers, language: 'nl' }))
    expect(mail.html).toBe(golden('order-email.html'))
    expect(mail.text).toBe(golden('order-email.txt'))
  })

  it.each([
    [{}, []],
    [{ soldTo: 'K-778812', shipTo: 'D-200' }, ['Ship to']],
    [{ billTo: 'F-900' }, ['Bill to']],
    [{ soldTo: '100200', billTo: 'K-778812' }, ['Sold to']],
  ])("says of the customer %j only what isn't the customer's own number", (roles, words) => {
    const { mail } = written(sampleOrder, profile({}, { customers: [{ customer: 'K-778812', ...roles }] }))
    for (const body of [mail.text, mail.html]) expect(body.match(/(Sold|Ship|Bill) to/g) ?? []).toEqual(words)
  })

  it('names the order and the customer in the subject, and has every line in both bodies', () => {
    const { mail } = written(sampleOrder)
    expect(mail.subject).toBe('Order PO-2026-004217 - K-778812')
    for (const body of [mail.text, mail.html]) {
      for (const value of ['PO-2026-004217', 'K-778812', '2026-11-26', '200457', '10', '12.3456']) {
        expect(body).toContain(value)
      }
    }
    expect(mail.text).toContain('The customer writes:\n> Leveren vóór 10:00')
    expect(mail.html).toContain('Tomaten &amp; basilicum &lt;bio&gt;')
  })

  it('quotes nobody where the customer wrote nothing and nobody is named', () => {
    const said = written(sampleOrder).mail
    const silent = written({ ...sampleOrder, remarks: '', person: '' }).mail
    for (const part of ['text', 'html'] as const)
      for (const words of ['The customer writes', 'Ordered by']) {
        expect(said[part]).toContain(words)
        expect(silent[part]).not.toContain(words)
      }
  })

  it('marks a replacement and a possible repeat in subject and bodies', () => {
    const { mail } = written(sampleOrder, profile(), { version: 2, purpose: 'replacement', possibleRepeat: true })
    expect(mail.subject).toBe('POSSIBLE REPEAT: REPLACES: Order PO-2026-004217 - K-778812 - version 2')
    for (const body of [mail.text, mail.html]) expect(body).toMatch(/POSSIBLE REPEAT[\s\S]*REPLACES every/)
  })

  it('carries the document of another format, warnings and all', () => {
    const order = { ...sampleOrder, remarks: 'Graag ✓' }
    const { mail, warnings } = written(order, profile({ attach: { ...edifact, charset: 'UNOC' } }))
    expect(mail.attachment).toMatchObject({
      ...{ charset: 'iso-8859-1', mediaType: 'application/EDIFACT', extension: 'edi' },
      text: expect.stringMatching(/^UNA.*UNZ/s),
    })
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toEqual([
      { path: 'order_remarks', code: 'replaced', was: 'Graag ✓', became: 'Graag ?' },
    ])
  })

  it('fits what its attachment fits, and is numbered as it is', () => {
    const to = profile({ attach: edifact })
    const long = { ...sampleOrder, number: 'n'.repeat(36) }
    expect(email.fits(long, profile())).toEqual([])
    expect(email.fits(long, to)).toMatchObject([{ path: 'order_number', code: 'too-long' }])
    expect(email.numbering?.(to.document)?.pair).toContain('GATEWAY')
    expect(email.numbering?.(profile().document)).toBeUndefined()
  })

  it.each([
    ['a\nBcc: x@evil.example', 'character'],
    ['\u202e712', 'character'],
  ])('refuses %j as an order number', (number, code) => {
    expect(email.fits({ ...sampleOrder, number }, profile())).toMatchObject([{ path: 'order_number', code }])
  })

  it('makes no link of what a customer writes, in neither body, and says what it changed', () => {
    const remarks = 'Betaal op https://evil.example/x of www.1und1.example, vóór 10.30 u. Bel chef@bistro.example'
    const { mail, warnings } = written({ ...sampleOrder, remarks, person: 'www.evil.example' })
    for (const body of [mail.text, mail.html]) {
      expect(body).not.toMatch(/<a\b|:\/\/|www\.|evil\.example/)
      expect(body).toContain('vóór 10.30 u. Bel chef@bistro[.]example')
    }
    expect(warnings.map(({ path }) => path)).toEqual(['order_remarks', 'owned_by.username'])
    expect(written(sampleOrder).mail.text).toContain("chef.o'neill@bistro.example")
    expect(unlinked('\\\\server\\share mailto:x@y.example')).toBe('\\[\\]server\\share mailto:x@y[.]example')
  })

  it.each([
    [{ from: 'Orders <orders@gateway.example>' }, ['from']],
    [{ from: 'orders@gateway.example\r\nBcc: x@evil.example' }, ['from']],
    [{ to: ['desk@fresco.example, other@fresco.example'] }, ['to', 0]],
    [{ to: [] }, ['to']],
    [{ replyTo: 'desk' }, ['replyTo']],
    [{ template: 'order-mail' }, ['template']],
    [{ attach: { format: 'email' } }, ['attach', 'format']],
    [{ attach: { ...edifact, sender: {} } }, ['attach', 'sender', 'id']],
  ])('finds the mistake in %j', (document, path) => {
    expect(issues(document).map((issue) => issue.path)).toEqual([path])
  })
})
