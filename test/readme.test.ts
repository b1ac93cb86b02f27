import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import config from '../gateway.config.ts'
import { formats } from '../src/documents/registry.ts'
import { Route } from '../src/profile/supplier.ts'
import { compose } from '../src/steps/compose.ts'
import { validate } from '../src/steps/validate.ts'
import { transports } from '../src/transports/registry.ts'
import { sampleSupplier } from './documents/sample-order.ts'

const README = readFileSync('README.md', 'utf8')
const block = (begins: string): string => README.split('```').find((text) => text.includes(begins)) ?? ''

describe('the README', () => {
  it('shows a real order, and the real document that comes out of the demo supplier', async () => {
    const order = validate(
      new TextEncoder().encode(block('"order_number"').replace(/^json/, '')),
      sampleSupplier(),
      null,
    )
    if (!order.ok) throw new Error(JSON.stringify(order.error))
    const erp = config.suppliers.fresco?.routes.find(({ name }) => name === 'erp')
    const document = formats['edifact-d96a']?.settings.parse(erp?.document)
    const route = Route.parse({ name: 'erp', document, transport: { kind: 'mailbox' } })
    const preparedAt = { date: '2026-11-24', time: '14:57:31', offset: '+01:00' }
    const occasion = {
      controlNumber: 1,
      groupNumber: null,
      preparedAt,
      version: 1,
      purpose: 'original',
      possibleRepeat: false,
    } as const
    const composed = await compose(order.value.order, route, sampleSupplier(), occasion, '0'.repeat(32))
    if (!composed.ok) throw new Error(JSON.stringify(composed.error))
    const text = new TextDecoder('latin1').decode(composed.value.bytes)
    expect(block('UNA:+.?').trim()).toBe(text.replaceAll(/(?<!\?)'/g, "'\n").trim())
  })

  it('names every format and every transport', () => {
    for (const name of [...Object.keys(formats), ...Object.keys(transports)]) expect(README).toContain(`\`${name}\``)
  })
})
