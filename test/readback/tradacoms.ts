import { expect } from 'vitest'
import type { Case } from '../conformance/generated-orders.ts'
import { tradacomsFaults } from '../documents/edi-faults.ts'
import { all, first, miscounts, type ReadSegment, readTradacoms } from '../documents/tradacoms/reader.ts'
import { askedFor, dashed, LINE_PATHS, PATHS, type Reading, type Said, say, TO } from './reading.ts'

/** Read by the strict reader of these tests: TRADACOMS has no reader by other authors. */
export const tradacoms: Reading = {
  format: 'tradacoms-orders-9',
  golden: {
    settings: {
      sender: { id: '5000000000005', name: 'Bistro Example' },
      recipient: { id: '5010000000004', name: 'Supplier Ltd' },
    },
  },
  parts: tradacomsMessages,
  settings: ({ test, variant }: Case) => ({
    sender: { id: '5000000000005', name: 'Bistro Example' },
    recipient: { id: '5010000000004', name: 'Supplier Ltd' },
    test,
    segmentLineEnds: variant % 2 === 1,
  }),
  read: (text, one) => read(readTradacoms(text), one),
  // Warnings record `id`, `person` and `billTo` as left out; totals have no place.
  without: ['customer', 'billTo', 'id', 'person', 'total', 'lineTotal'],
  orderedOn: TO.day,
  priced: ({ price }) => price === 'net',
  byValue: true,
  findings: (text) => [...miscounts(readTradacoms(text)), ...tradacomsFaults(readTradacoms(text))],
}

function tradacomsMessages(text: string): string[] {
  const found: { tag: string; elements: readonly (readonly string[])[] }[][] = []
  for (const segment of readTradacoms(text)) {
    if (segment.tag === 'MHD') found.push([])
    else if (segment.tag === 'MTR') {
      expect(segment.elements[0]?.[0]).toBe(String((found.at(-1)?.length ?? 0) + 2))
    } else found.at(-1)?.push(segment)
  }
  const heads = readTradacoms(text).filter(({ tag }) => tag === 'MHD')
  expect(heads.map(({ elements }) => elements[0]?.[0])).toEqual(heads.map((_, at) => `${at + 1}`))
  const [end, ...trailer] = found.at(-1) ?? []
  expect(end?.elements[0]?.[0]).toBe(String(found.length - 2))
  // END follows the last message and counts all messages.
  expect(trailer.map(({ elements }) => elements[0]?.[0])).toEqual([String(found.length)])
  return found.slice(1, -1).map((segments) => JSON.stringify(segments))
}

/** Converts YYMMDD, for the years that an order can have. */
const day = (digits: string | undefined): string | undefined => (digits ? dashed(`20${digits}`) : undefined)

const fraction = (digits: string | undefined, places: number): string | undefined =>
  digits ? `${digits.slice(0, -places) || '0'}.${digits.slice(-places).padStart(places, '0')}` : undefined

function read(segments: readonly ReadSegment[], { occasion }: Case): Said {
  const said: Said = new Map()
  const [number, , date] = first(segments, 'ORD')?.[0] ?? []
  say(said, PATHS.number, number)
  say(said, PATHS.orderedOn, day(date))
  const place = first(segments, 'CLO')?.[0]?.[2]
  say(said, PATHS.shipTo, place)
  say(said, PATHS.soldTo, first(segments, 'CDT')?.[0]?.[1] ?? place)
  const [earliest, latest, [from, until] = []] = first(segments, 'DIN') ?? []
  say(said, PATHS.deliveryDate, askedFor(day(earliest?.[0]), from))
  say(said, PATHS.deliveryDate, askedFor(day(latest?.[0]), until))
  const narratives = [...all(segments, 'DIN'), ...all(segments, 'DNA')].flatMap((elements) => elements[3] ?? [])
  const notice = occasion.possibleRepeat ? narratives.pop() : undefined
  if (notice !== (occasion.possibleRepeat ? 'POSSIBLE REPEAT' : undefined)) throw new Error(`notice ${notice}`)
  narratives.push(...all(segments, 'DNB').flatMap((elements) => elements[4] ?? []))
  say(said, PATHS.remarks, narratives.join(''))
  for (const [index, elements] of all(segments, 'OLD').entries()) {
    const [line, product, , , , quantity, cost] = elements
    if (line?.[0] !== String(index + 1)) throw new Error(`OLD ${line?.[0]} is line ${index + 1}`)
    say(said, LINE_PATHS.article(index), product?.[1])
    say(said, LINE_PATHS.quantity(index), quantity?.[0] || fraction(quantity?.[1], 3))
    say(said, LINE_PATHS.price(index), fraction(cost?.[0], 4))
    say(said, LINE_PATHS.name(index), elements[9]?.join(''))
  }
  return said
}
