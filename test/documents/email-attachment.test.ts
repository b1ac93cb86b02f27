import { describe, expect, it } from 'vitest'
import { email as emailOf } from '../../src/documents/email.ts'
import { formats } from '../../src/documents/registry.ts'
import type { Decimal } from '../../src/model/decimal.ts'
import type { Line } from '../../src/model/order/order.ts'
import { edifact, email, plain, profile, written } from './email-writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

describe('email', () => {
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

  it('records once what became of the order in mail and attachment alike', () => {
    const [first, ...others] = sampleOrder.lines
    const dozen: Line = { ...first, price: '12.345', priceQuantity: '6' as Decimal }
    const x12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }
    const { warnings } = written({ ...sampleOrder, lines: [dozen, ...others] }, profile({ attach: x12 }))
    expect(warnings.filter(({ path }) => path.includes('price'))).toMatchObject([{ was: '12.345', became: '2.0575' }])
  })

  it('records both where the mail and its attachment have become something else', () => {
    const remarks = 'Zie https://bistro.example ✓'
    const { warnings } = written({ ...sampleOrder, remarks, person: '✓' }, profile({ attach: edifact }))
    expect(warnings.filter(({ path }) => path === 'order_remarks')).toMatchObject([
      { code: 'replaced', was: remarks, became: 'Zie https://bistro.example ?' },
      { code: 'replaced', was: remarks, became: expect.stringMatching(/✓$/) },
    ])
  })

  it('fits what its attachment fits, and is numbered as it is', () => {
    const to = profile({ attach: edifact })
    const long = { ...sampleOrder, number: 'n'.repeat(36) }
    expect(email.findProblems(long, profile())).toEqual([])
    expect(email.findProblems(long, to)).toMatchObject([{ path: 'order_number', code: 'too-long' }])
    expect(email.numbering?.(to.document)?.pair).toContain('GATEWAY')
    expect(email.numbering?.(profile().document)).toBeUndefined()
  })

  it('attaches what a route of its own would send, with its media type and extension', () => {
    const { mail } = written(sampleOrder, profile({ attach: { format: 'template', template: 'order-xml' } }))
    expect(mail.attachment).toMatchObject({ mediaType: 'application/xml', extension: 'xml' })
    const named = { format: 'template', template: 'order-xml', mediaType: 'text/x-order', extension: 'ord' }
    expect(written(sampleOrder, profile({ attach: named })).mail.attachment).toMatchObject({
      ...{ mediaType: 'text/x-order', extension: 'ord' },
    })
  })

  it('is refused with a secret, which no mail fills in', () => {
    const cxml = (sender: object) => email.settings.safeParse({ ...plain, attach: { format: 'cxml-1.2', sender } })
    expect(cxml({ id: 'gateway' }).success).toBe(true)
    const refused = cxml({ id: 'gateway', secret: 'FRESCO_SHARED' })
    expect(refused.error?.issues).toMatchObject([
      { path: ['attach'], message: expect.stringContaining("cannot hold the secret 'FRESCO_SHARED'") },
    ])
  })

  it('is refused where no other format is there', () => {
    const alone = emailOf({}).settings
    expect(alone.safeParse(plain).success).toBe(true)
    expect(alone.safeParse({ ...plain, attach: { format: 'csv' } }).success).toBe(false)
  })

  it('is never attached to another', () => {
    const within = emailOf({ ...formats, email })
    const document = within.settings.parse({ ...plain, attach: { ...plain } })
    expect(() => within.write(sampleOrder, { document, supplier: sampleSupplier() }, sampleOccasion)).toThrow(
      'A mail cannot be attached to a mail.',
    )
  })
})
