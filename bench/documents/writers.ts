import { exampleSettings } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import type { FormatOutput } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { Supplier } from '../../src/profile/supplier.ts'
import { encode } from '../../src/text/charset.ts'
import { occasion } from './wide-order.ts'

const supplier = Supplier.parse({
  name: 'Bench',
  timeZone: 'Europe/Brussels',
  price: 'net',
  routes: [{ name: 'erp', document: { format: 'csv' }, transport: { kind: 'mailbox' } }],
})

export const formatNames = Object.keys(formats)

/** Writer of orders in one format. */
export function writerOf(name: string): (order: Order) => FormatOutput {
  const format = formats[name]
  if (!format) throw new Error(`There is no format ${name}.`)
  const document = exampleSettings(format)
  return (order) => {
    const result = format.write(order, { supplier, document }, occasion)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
    return result.value
  }
}

/** Writer of orders in one text format. */
export function textWriterOf(name: string): (order: Order) => string {
  const write = writerOf(name)
  return (order) => {
    const written = write(order)
    if ('mail' in written) throw new Error(`${name} writes a mail.`)
    return written.text
  }
}

/** Bytes as the gateway stores a document. For a mail only its parts, because MIME encoding is a separate step. */
export const bytesOf = (written: FormatOutput): readonly Uint8Array[] =>
  'mail' in written
    ? [written.mail.subject, written.mail.text, written.mail.html].map((part) => encode(part, 'utf-8'))
    : [encode(written.text, written.charset)]
