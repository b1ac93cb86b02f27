import { X12Parser } from 'node-x12'
import { expect } from 'vitest'
import { readX12 as readInterchangeX12 } from '../../src/documents/x12/envelope.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { x12Faults } from '../documents/edi-faults.ts'
import { all, first, miscounts, type ReadSegment, readX12 } from '../documents/x12/reader.ts'
import { askedFor, dashed, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'

const SEPARATORS = [
  {},
  { element: '|', component: ':', segment: '\n' },
  { element: '+', component: ':', segment: "'", repetition: '?' },
  { element: ']', component: '\\', segment: '[', repetition: '^' },
]

/** Read with the separators in the ISA. */
const x12 = (release: '4010' | '5010'): Reading => ({
  format: `x12-850-${release}`,
  // 5010 with the test indicator, as the sample that partners have seen.
  golden: { settings: { sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' }, test: release === '5010' } },
  parts: sets,
  settings: ({ test, variant }: Case) => ({
    sender: { id: 'GATEWAY' },
    recipient: { id: 'SUP1', qualifier: '01' },
    test,
    separators: SEPARATORS[variant % SEPARATORS.length],
    segmentLineEnds: variant % 4 === 0 && variant % 3 === 1,
    units: { KGM: 'KG', DOOS: 'BX' },
  }),
  read: (text) => read(readX12(text), release === '4010' ? ['MSG', 0] : ['MTX', 1]),
  without: ['customer'],
  orderedOn: TO.day,
  priced: unlessOmitted,
  byValue: true,
  findings: (text) => [...strict(text), ...miscounts(readX12(text)), ...x12Faults(readX12(text), release)],
})

export const x12Order4010 = x12('4010')
export const x12Order5010 = x12('5010')

function sets(text: string): string[] {
  const read = readInterchangeX12(utf8(text))
  if (!read.ok) throw new Error(read.error)
  const found = read.value.flatMap(({ sets }) => sets)
  expect(found.map(({ reference }) => Number(reference.split(/\D/).at(-1)))).toEqual(found.map((_, at) => at + 1))
  return found.map(({ segments }) => JSON.stringify(segments))
}

function read(segments: readonly ReadSegment[], [note, place]: readonly [tag: string, place: number]): Said {
  const said: Said = new Map()
  const [, , number, , date = ''] = first(segments, 'BEG') ?? []
  const [, asked, askedTime] = first(segments, 'DTM', '002') ?? []
  const [, name, , mail] = first(segments, 'PER') ?? []
  say(said, PATHS.number, number)
  say(said, PATHS.orderedOn, dashed(date))
  say(said, PATHS.id, first(segments, 'REF', 'CR')?.[1])
  say(said, PATHS.deliveryDate, asked && askedFor(dashed(asked), askedTime))
  say(said, PATHS.person, mail)
  say(said, PATHS.person, name || undefined)
  say(
    said,
    PATHS.remarks,
    all(segments, note)
      .map((elements) => elements[place])
      .join(''),
  )
  const [, , scheme, buyer = ''] = first(segments, 'N1', 'BY') ?? []
  say(said, PATHS.shipTo, first(segments, 'N1', 'ST')?.[3]?.trimEnd())
  say(said, PATHS.billTo, first(segments, 'N1', 'BT')?.[3]?.trimEnd())
  const sold = scheme === '91' ? buyer : first(segments, 'REF', 'IT')?.[1]
  say(said, PATHS.soldTo, sold?.trimEnd())
  say(said, PATHS.total, first(segments, 'AMT', 'TT')?.[1])
  readLines(segments, said)
  return said
}

function readLines(segments: readonly ReadSegment[], said: Said): void {
  let index = -1
  let name = ''
  for (const { tag, elements } of segments) {
    if (tag === 'CTT') return
    if (tag === 'PO1') {
      name = ''
      if (elements[0] !== String(++index + 1)) throw new Error(`PO1 ${elements[0]} is line ${index + 1}`)
      say(said, LINE_PATHS.quantity(index), elements[1])
      say(said, LINE_PATHS.price(index), elements[3] || undefined)
      say(said, LINE_PATHS.article(index), elements[5] === 'VN' ? elements[6] : undefined)
    }
    if (tag === 'PID') {
      name += elements[4] ?? ''
      said.set(LINE_PATHS.name(index), name)
    }
    if (tag === 'AMT') say(said, LINE_PATHS.lineTotal(index), elements[1])
  }
}

function strict(text: string): string[] {
  try {
    new X12Parser(true).parse(text)
    return []
  } catch (error) {
    return [`npm node-x12: ${String(error)}`]
  }
}
