import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type EdifactMessage, readEdifact } from '../../src/documents/edifact/envelope.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { contrl } from '../fakes/acknowledgements.ts'
import { admin, ask, delivery, place, soon, view } from './door.ts'
import { line } from './posted.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(setSecrets)
beforeEach(() => {
  sink = openSink()
})

/** The first element of the first segment with this tag, or another component or element. */
const valueIn = ({ segments }: EdifactMessage, tag: string, element: number): string | undefined =>
  segments.find((one) => one.tag === tag)?.elements[element - 1]?.[0]

it('puts three signed orders into one EDIFACT interchange, and each answer where it belongs', async () => {
  const placed = []
  for (const [article, quantity] of [
    ['A-1', 1],
    ['B-2', 2],
    ['C-3', 3],
  ] as const) {
    expect(sink.arrived('together')).toHaveLength(0)
    placed.push(await place('together', { packages: [line(article, quantity), line('00123')] }))
  }
  await soon(() => expect(sink.taken('together')).toHaveLength(1))
  const text = sink.taken('together')[0]?.text ?? ''
  // The reader compares every count and reference.
  const read = readEdifact(utf8(text))
  if (!read.ok) throw new Error(read.error)
  const messages = read.value.flatMap((interchange) => interchange.messages)
  expect(messages.map(({ reference }) => reference)).toEqual(['1', '2', '3'])
  expect(messages.map((one) => valueIn(one, 'BGM', 2))).toEqual(placed.map(({ order_number }) => order_number))
  expect(messages.map((one) => valueIn(one, 'PIA', 2))).toEqual(['A-1', 'B-2', 'C-3'])

  const [first, second, third] = placed.map(({ id }) => id)
  const document = await admin(`/orders/together/${second}/documents/together`)
  expect(document.text).toBe(text)
  const found = await view('together', String(second))
  expect(JSON.stringify(found.timeline)).toContain('with 2 other orders.')
  const number = String(found.deliveries[0]?.controlNumber)

  const answer = await ask('/acknowledgements/together/together', {
    method: 'POST',
    body: contrl(number.padStart(14, '0'), '7', ['UCM+3+ORDERS:D:96A:UN+4'], { to: 'TOGETHER:ZZZ' }),
    headers: { authorization: `Bearer ${SECRETS.ACK_TOKEN}` },
  })
  expect(answer.json.matched).toBe(3)
  const states = await Promise.all([first, second, third].map((id) => delivery('together', String(id), 'together')))
  expect(states.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'refused'])
})
