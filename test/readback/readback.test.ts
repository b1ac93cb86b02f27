import { describe, expect, it } from 'vitest'
import type { AnyFormat } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import { generated } from '../conformance/generated-orders.ts'
import { uncancelled } from '../conformance/written-documents.ts'
import { unaccounted } from './ledger.ts'
import { readings } from './readings.ts'
import { written } from './written.ts'

const COUNT = Number(process.env.ORDERS ?? 60)
const SEED = Number(process.env.ORDERBRIDGE_CONFORMANCE_SEED ?? 20261124)
/** The most generated orders that the test may skip for each written order. */
const REFUSED_AT_MOST = 4

const known = (id: string): AnyFormat => {
  const format = formats[id]
  if (!format) throw new Error(`${id} is not registered`)
  return format
}

describe('every document read back', () => {
  it('has a reader for each format', () => {
    expect([...new Set(readings.map(([format]) => format))].sort()).toEqual(Object.keys(formats).sort())
  })

  describe.each(readings)('%s', (id, reading, layout) => {
    it(`${layout || id}: order text is document text and recorded warnings, in ${COUNT} orders`, {
      timeout: 120_000,
    }, () => {
      const format = known(id)
      let count = 0
      for (const any of generated(COUNT * REFUSED_AT_MOST, SEED)) {
        const one = format.cancels && !reading.cancelsWithoutLines ? any : uncancelled(any)
        if (count === COUNT) break
        const document = written(format, reading, one)
        if (document === null) continue
        count++
        const said = reading.read(document.text, one)
        const found = [
          ...unaccounted(one, document.warnings, said, reading),
          ...(reading.findings?.(document.text, one) ?? []),
        ]
        if (found.length > 0)
          throw new Error(`${found.slice(0, 4).join('\n').slice(0, 2000)}\n${JSON.stringify(one).slice(0, 1500)}`)
      }
      expect(count).toBe(COUNT)
    })
  })
})
