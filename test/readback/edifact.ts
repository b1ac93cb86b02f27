import { Tracker } from 'edifact'
import orders from 'edifact/messages/ORDERS.json' with { type: 'json' }
import { expect } from 'vitest'
import { readEdifact as readInterchange } from '../../src/documents/edifact/envelope.ts'
import { utf8 } from '../../src/text/utf8.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { edifactFaults } from '../documents/edi-faults.ts'
import { all, first, miscounts, type ReadSegment, readEdifact } from '../documents/edifact/reader.ts'
import { askedFor, dashed, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'

const PARTIES = { sender: { id: 'GATEWAY', qualifier: 'ZZZ' }, recipient: { id: 'SUP1', qualifier: 'ZZZ' } }
const LEVELS = ['UNOC', 'UNOY', 'UNOC', 'UNOB', 'UNOA'] as const
const levelOf = ({ variant }: Case) => LEVELS[variant % LEVELS.length] ?? 'UNOC'

/** Read by npm `edifact`, which splits and releases. */
const edifact = (directory: 'd96a' | 'd01b'): Reading => ({
  format: `edifact-${directory}`,
  // D.01B with the test indicator, as the sample that partners have seen.
  golden: { settings: { ...PARTIES, test: directory === 'd01b' } },
  parts: messages,
  settings: (one) => ({
    sender: { id: 'GATEWAY', qualifier: 'ZZZ' },
    recipient: { id: '5412345000013', qualifier: '14' },
    charset: levelOf(one),
    test: one.test,
    segmentLineEnds: one.variant % 2 === 1,
    acknowledge: one.variant % 3 === 1,
    syntaxVersion: one.variant % 7 === 2 ? 4 : undefined,
    ...(one.variant % 11 === 3 ? { group: {}, messageReference: 'same' } : {}),
  }),
  read: (text, one) => read(readEdifact(text, levelOf(one))),
  without: ['customer'],
  orderedOn: TO.minute,
  priced: unlessOmitted,
  findings(text, one) {
    const segments = readEdifact(text, levelOf(one))
    return [...tracked(segments), ...miscounts(segments), ...edifactFaults(segments, directory)]
  },
})

export const edifactD96a = edifact('d96a')
export const edifactD01b = edifact('d01b')

function messages(text: string): string[] {
  const read = readInterchange(utf8(text))
  if (!read.ok) throw new Error(read.error)
  const [interchange] = read.value
  const found = interchange?.messages ?? []
  expect(found.map(({ reference }) => reference)).toEqual(found.map((_, at) => `${at + 1}`))
  return found.map(({ segments }) => JSON.stringify(segments))
}

function read(segments: readonly ReadSegment[]): Said {
  const said: Said = new Map()
  const value = (tag: string, qualifier: string) => first(segments, tag, qualifier)
  const [date = '', time = ''] = /^(\d{8})(\d{4})$/.exec(value('DTM', '137')?.[0]?.[1] ?? '')?.slice(1) ?? []
  say(said, PATHS.number, first(segments, 'BGM')?.[1]?.[0])
  say(said, PATHS.orderedOn, `${dashed(date)}T${time.replace(/^(..)/, '$1:')}`)
  const asked = value('DTM', '2')?.[0]?.[1]
  say(said, PATHS.deliveryDate, asked && askedFor(dashed(asked.slice(0, 8)), asked.slice(8)))
  say(
    said,
    PATHS.remarks,
    all(segments, 'FTX')
      .flatMap((elements) => elements[3] ?? [])
      .join(''),
  )
  say(said, PATHS.id, value('RFF', 'CR')?.[0]?.[1])
  const [buyer, , agency] = value('NAD', 'BY')?.[1] ?? []
  say(said, PATHS.soldTo, agency === '9' ? value('RFF', 'IT')?.[0]?.[1] : buyer)
  say(said, PATHS.shipTo, value('NAD', 'DP')?.[1]?.[0])
  say(said, PATHS.billTo, value('NAD', 'IV')?.[1]?.[0])
  // COM holds the complete address. CTA, if present, must agree.
  say(said, PATHS.person, first(segments, 'COM')?.[0]?.[0])
  say(said, PATHS.person, first(segments, 'CTA')?.[1]?.[1])
  say(said, PATHS.total, value('MOA', '79')?.[0]?.[1])
  readLines(segments, said)
  return said
}

function readLines(segments: readonly ReadSegment[], said: Said): void {
  let index = -1
  for (const { tag, elements } of segments) {
    const [first, second, third] = elements
    if (tag === 'UNS') return
    if (tag === 'LIN') {
      index++
      if (first?.[0] !== String(index + 1)) throw new Error(`LIN ${first?.[0]} is line ${index + 1}`)
    }
    if (index < 0) continue
    if (tag === 'PIA') say(said, LINE_PATHS.article(index), second?.[0])
    if (tag === 'IMD') say(said, LINE_PATHS.name(index), third?.slice(3).join(''))
    if (tag === 'QTY') say(said, LINE_PATHS.quantity(index), first?.[1])
    if (tag === 'MOA') say(said, LINE_PATHS.lineTotal(index), first?.[1])
    if (tag === 'PRI') {
      say(said, LINE_PATHS.price(index), first?.[1])
      say(said, LINE_PATHS.priceQuantity(index), first?.[4])
    }
  }
}

const ENVELOPE = ['UNB', 'UNG', 'UNE', 'UNZ']

/** Checks order and number of segments with the message table of npm `edifact`. */
function tracked(segments: readonly ReadSegment[]): string[] {
  const tracker = new Tracker(orders)
  try {
    for (const { tag } of segments) if (!ENVELOPE.includes(tag)) tracker.accept(tag)
    return []
  } catch (error) {
    return [`npm edifact: ${String(error)}`]
  }
}
