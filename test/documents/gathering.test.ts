import { describe, expect, it } from 'vitest'
import type { Entries, Entry, RenderContext } from '../../src/documents/format.ts'
import { formats } from '../../src/documents/registry.ts'
import type { Order } from '../../src/model/order/order.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from './sample-order.ts'

const FIXED = [
  {
    record: 'header',
    columns: [
      { constant: 'HDR', width: 5 },
      { field: 'preparedOn', width: 8 },
    ],
  },
  {
    record: 'header',
    columns: [
      { constant: 'O', width: 1 },
      { field: 'orderNumber', width: 20 },
    ],
  },
  {
    record: 'line',
    columns: [
      { field: 'articleNumber', width: 12 },
      { field: 'quantity', width: 9, align: 'right', pad: '0' },
    ],
  },
  {
    record: 'trailer',
    columns: [
      { constant: 'E', width: 1 },
      { field: 'lineCount', width: 4 },
      { field: 'customerNumber', width: 9 },
    ],
  },
  {
    record: 'trailer',
    columns: [
      { field: 'orderCount', width: 3 },
      { field: 'lineCount', width: 2 },
      { field: 'total', width: 12 },
    ],
  },
]

const supplier = sampleSupplier({ price: 'net' })
const profileOf = (id: string, settings: object = {}) => {
  const document = formats[id]?.settings.parse({ format: id, ...formats[id].example, ...settings }) as {
    format: string
  }
  return { supplier, document }
}

const [line] = sampleOrder.lines
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
describe('several orders in one document', () => {
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
