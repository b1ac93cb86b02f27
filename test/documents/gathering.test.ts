import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entries, Entry, RenderContext } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import type { Warning } from '../../src/model/document.ts'
import type { Order } from '../../src/model/order/order.ts'
import { FIXED, KINDS } from './gathered-kinds.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const supplier = sampleSupplier({ price: 'net' })
const profileOf = (id: string, settings: object = {}) => {
  const document = formats[id]?.settings.parse({ format: id, ...KINDS[id]?.settings, ...settings }) as {
    format: string
  }
  return { supplier, document }
}

const [line] = sampleOrder.lines
const orders = fc.array(
  fc.record({
    lines: fc.integer({ min: 1, max: 12 }),
    remarks: fc.constantFrom('', "Graag vóór 10:00? 'achter' + *", 'x'.repeat(400)),
    total: fc.constantFrom(null, '12.50', '0.333'),
    purpose: fc.constantFrom('original', 'replacement', 'cancellation') as fc.Arbitrary<RenderContext['purpose']>,
    possibleRepeat: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
)

const entriesOf = (
  wishes: readonly {
    lines: number
    remarks: string
    total: string | null
    purpose: RenderContext['purpose']
    possibleRepeat: boolean
  }[],
) =>
  wishes.map(
    ({ lines, purpose, possibleRepeat, ...wish }, at): Entry => ({
      order: {
        ...sampleOrder,
        ...wish,
        id: `ID-${at}`,
        number: `PO-${at}`,
        lines: [line, ...Array.from({ length: lines - 1 }, (_, index) => ({ ...line, article: `A${index}` }))],
      },
      occasion: { ...sampleOccasion, purpose, version: purpose === 'original' ? 1 : 2, possibleRepeat },
    }),
  ) as unknown as Entries

const gathered = (id: string, entries: Entries, settings: object = {}) => {
  const result = formats[id]?.combine?.(entries, profileOf(id, settings))
  if (!result?.ok) throw new Error(JSON.stringify(result?.error))
  return result.value
}
const alone = (id: string, { order, occasion }: Entry) => {
  const result = formats[id]?.write(order, profileOf(id), occasion)
  if (!result?.ok || !('text' in result.value)) throw new Error('not written')
  return result.value
}

describe('several orders in one document', () => {
  it('are possible in the formats that say so', () => {
    const able = Object.values(formats).flatMap(({ id, combine: gather }) => (gather ? [id] : []))
    expect(able.sort()).toEqual(Object.keys(KINDS).sort())
  })

  it.each(Object.keys(KINDS))('say in %s of each what its own document says, in their order', (id) => {
    const { parts } = KINDS[id] ?? { parts: () => [] }
    fc.assert(
      fc.property(orders, (wishes) => {
        const entries = entriesOf(wishes)
        const { text, warnings } = gathered(id, entries)
        const singles = entries.map((entry) => alone(id, entry))
        const expected = singles.flatMap((one) => parts(one.text))
        if (id === 'csv' || id === 'fixed-width')
          expect(parts(text).join('')).toBe(expected.join(id === 'csv' ? '\n' : ''))
        else expect(parts(text)).toEqual(expected)
        // The header of GS1 XML has only the id of the first order.
        const unsaid = (at: number): Warning[] =>
          id === 'gs1-order-3' && at > 0 ? [{ path: 'id', code: 'omitted', was: `ID-${at}`, became: '' }] : []
        expect(warnings).toEqual(singles.map((one, at) => [...unsaid(at), ...one.warnings]))
      }),
      { numRuns: 40 },
    )
  })

  it.each(Object.keys(KINDS).filter((id) => id !== 'json'))(
    'are, of one, the document that it has alone in %s',
    (id) => {
      const entries = entriesOf([{ lines: 3, remarks: 'x', total: '1', purpose: 'replacement', possibleRepeat: false }])
      const { warnings, ...rest } = gathered(id, entries)
      expect({ ...rest, warnings: warnings.flat() }).toEqual(alone(id, entries[0]))
    },
  )

  it('have in GS1 XML an identifier that no file of another route has, whose number may be the same', () => {
    const wish = { lines: 1, remarks: '', total: null, purpose: 'original', possibleRepeat: false } as const
    const [first, ...rest] = entriesOf([wish, wish, wish])
    const identifier = (entries: Entries) => />(20261124[^<]*)</.exec(gathered('gs1-order-3', entries).text)?.[1]
    const [other, ...others] = rest
    if (!other) throw new Error('There are three.')
    expect([identifier([first, ...rest]), identifier([other, ...others])]).toEqual([
      '20261124.4217.ID-0',
      '20261124.4217.ID-1',
    ])
  })

  it('are a list in JSON, also of one', () => {
    const entries = entriesOf([{ lines: 1, remarks: '', total: null, purpose: 'original', possibleRepeat: false }])
    expect(JSON.parse(gathered('json', entries).text)).toHaveLength(1)
  })

  it('have in a flat file one header, and one trailer whose counts are those of all', () => {
    const wish = { remarks: '', total: '10.5', purpose: 'original', possibleRepeat: false } as const
    const entries = entriesOf([
      { ...wish, lines: 1 },
      { ...wish, lines: 2 },
    ])
    const [first, second] = entries
    const { text } = gathered('fixed-width', entries, { records: FIXED })
    expect(text.split('\r\n')).toEqual([
      'HDR  20261124',
      `O${first?.order.number.padEnd(20)}`,
      "AB-100'23   000000006",
      'E   1K-778812 ',
      `O${second?.order.number.padEnd(20)}`,
      "AB-100'23   000000006",
      'A0          000000006',
      'E   2K-778812 ',
      '  2 3          21',
      '',
    ])
    const all = gathered('fixed-width', [first, { ...first, order: { ...(first.order as Order), total: null } }], {
      records: FIXED,
    })
    expect(all.text.split('\r\n').at(-2)?.trimEnd()).toBe('  2 2')
  })

  it('are too many for a trailer that cannot count them', () => {
    const wish = { remarks: '', total: null, purpose: 'original', possibleRepeat: false, lines: 12 } as const
    const entries = entriesOf(Array.from({ length: 9 }, () => wish))
    expect(formats['fixed-width']?.combine?.(entries, profileOf('fixed-width', { records: FIXED }))).toMatchObject({
      ok: false,
      error: [{ code: 'too-long' }],
    })
  })

  it('are of one purpose and buyer in a TRADACOMS file, whose header says so', () => {
    const kin = formats['tradacoms-orders-9']?.batchKey
    const [one, other] = entriesOf(
      (['original', 'replacement'] as const).map((purpose) => ({
        lines: 1,
        remarks: '',
        total: null,
        purpose,
        possibleRepeat: false,
      })),
    )
    expect(other).toBeDefined()
    if (!other) return
    expect(kin?.(one, profileOf('tradacoms-orders-9'))).not.toBe(kin?.(other, profileOf('tradacoms-orders-9')))
  })
})
