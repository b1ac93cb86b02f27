import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareLines } from '../../../src/documents/answers/confirmed-lines.ts'
import { readUblOrderResponse } from '../../../src/documents/ubl/order-response.ts'
import { readUblOrderedLines } from '../../../src/documents/ubl/ordered-lines.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { orderResponse, responseLine } from '../../fakes/acknowledgements.ts'
import { reading } from '../acknowledgement-reading.ts'

const { read } = reading(readUblOrderResponse)

/** 6 and 10 packages. */
const PLAIN = readFileSync('test/golden/ubl-order-2.1.xml')
const PEPPOL = readFileSync('test/golden/peppol-order-3.xml')

type Line = Parameters<typeof responseLine>[0]

/** The reply as the answer to a document, in short. */
function compared(document: Uint8Array, lines: readonly Line[], code = 'AP') {
  const [reply] = read(orderResponse('PO-2026-004217', code, lines.map(responseLine).join('')))
  if (!reply) throw new Error('There is no reply.')
  const { verdict, reason } = compareLines(reply, readUblOrderedLines(document))
  return [verdict, reason]
}

const AS_ORDERED = ['accepted', null]
const changed = (reason: string) => ['accepted-with-changes', reason]

describe('an OrderResponse that accepts an order', () => {
  it.each([
    ['UBL', PLAIN, 'PK'],
    ['Peppol', PEPPOL, 'XPK'],
  ])('of %s, with the ordered quantities, changes nothing', (_, document, unit) => {
    const lines = [
      { id: '1', quantity: '6', unit },
      { id: '2', quantity: '10.00', unit },
    ]
    expect(compared(document, lines)).toEqual(AS_ORDERED)
    expect(compared(document, [{ id: '2', quantity: '5', unit }])).toEqual(changed("Line '2': accepted, 5 of 10."))
  })

  it.each<[string, Line[], readonly (string | null)[]]>([
    ['more', [{ id: '1', quantity: '12', unit: 'PK' }], changed("Line '1': accepted, 12 of 6.")],
    ['nothing', [{ id: '1', quantity: '0', unit: 'PK' }], changed("Line '1': accepted, 0 of 6.")],
    ['another unit', [{ id: '1', quantity: '6', unit: 'C62' }], changed("Line '1': accepted, 6 C62 of 6 PK.")],
    ['no unit', [{ id: '1', quantity: '6', unit: '' }], AS_ORDERED],
    ['no quantity', [{ id: '1' }], AS_ORDERED],
    ['a text', [{ id: '1', quantity: 'some', unit: 'PK' }], changed("Line '1': accepted, some PK of 6 PK.")],
    ['a changed line', [{ status: '3', quantity: '4', unit: 'PK' }], changed("Line '1': changed, 4 of 6.")],
    [
      'a part later',
      [{ quantity: '4', later: '2', unit: 'PK' }],
      changed("Line '1': accepted, 4 of 6, 2 back-ordered."),
    ],
    ['nothing later', [{ quantity: '6', later: '0.0', unit: 'PK' }], AS_ORDERED],
    ['a line that the order lacks', [{ id: '3', quantity: '1', unit: 'PK' }], AS_ORDERED],
  ])('with %s', (_, lines, expected) => {
    expect(compared(PLAIN, lines)).toEqual(expected)
  })

  it('adds the parts of a line, without a part that is not accepted', () => {
    const [six, four] = [
      { of: '2', id: '20', quantity: '6', unit: 'PK' },
      { of: '2', id: '21', quantity: '4', unit: 'PK' },
    ]
    expect(compared(PLAIN, [six, four])).toEqual(AS_ORDERED)
    expect(compared(PLAIN, [six, { ...four, status: '7' }])).toEqual(changed("Line '2': not accepted, 6 of 10."))
    expect(compared(PLAIN, [{ ...six, quantity: '10', status: '2' }])).toEqual(changed("Line '2': deleted."))
  })

  it.each<[string, Line]>([
    ['the line of the order, whatever its own number', { of: '2', id: '1' }],
    ['the article, where the numbers are its own', { article: '200457', id: '10' }],
    ['the article before its own number', { article: '200457', id: '1' }],
    ['the article, if the line of the order is unknown', { of: '10', article: '200457', id: '1' }],
    ['the same number', { id: '2' }],
    ['the same number, with another article', { article: '999', id: '2' }],
  ])('means the line of the order by %s', (_, line) => {
    expect(compared(PLAIN, [{ ...line, quantity: '10', unit: 'PK' }])).toEqual(AS_ORDERED)
    expect(compared(PLAIN, [{ ...line, quantity: '5', unit: 'PK' }])).toEqual(changed("Line '2': accepted, 5 of 10."))
  })

  it('means neither of two lines by an article that both have', () => {
    const twice = utf8(String(PLAIN).replace('AB-100&apos;23', '200457'))
    expect(compared(twice, [{ article: '200457', id: '1', quantity: '6', unit: 'PK' }])).toEqual(AS_ORDERED)
  })
})

describe('the quantities of an OrderResponse', () => {
  it('follow the words of the receiver, and change no rejection', () => {
    const note = '<cbc:Note>Only five left.</cbc:Note>'
    const text = orderResponse('PO-1', 'CA', note + responseLine({ id: '2', status: '3', quantity: '5', unit: 'PK' }))
    const [reply] = read(text)
    expect(reply && compareLines(reply, readUblOrderedLines(PLAIN)).reason).toBe(
      "Only five left. Line '2': changed, 5 of 10.",
    )
    expect(compared(PLAIN, [{ quantity: '0', unit: 'PK' }], 'RE')).toEqual(['rejected', null])
  })

  it('say nothing in a reply that no order desk read', () => {
    expect(compared(PLAIN, [{ quantity: '1', unit: 'PK' }], 'AB')).toEqual(AS_ORDERED)
  })

  it.each([
    ['no XML', 'order'],
    [
      'another document',
      String(PLAIN).replaceAll('Order>', 'OrderCancellation>').replace('<Order ', '<OrderCancellation '),
    ],
  ])('are compared with no lines of %s', (_, text) => {
    expect(readUblOrderedLines(utf8(text))).toEqual([])
  })
})
