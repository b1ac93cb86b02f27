import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTraceParent, TRACE_PARENT_LENGTH, traceParent } from '../../src/model/trace-parent.ts'
import { anyCharacter } from '../fakes/any-character.ts'

const ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

describe('a traceparent', () => {
  it.each([
    [`00-${ID}-${SPAN}-01`, true],
    [`00-${ID}-${SPAN}-00`, false],
    [`00-${ID}-${SPAN}-03`, true],
    [`cc-${ID}-${SPAN}-01-what-the-future-will-be-like`, true],
  ])('is read: %s', (header, isSampled) => {
    expect(readTraceParent(header)).toEqual({ id: ID, isSampled })
    expect(readTraceParent(header.slice(0, TRACE_PARENT_LENGTH))).toEqual({ id: ID, isSampled })
  })

  it.each([
    null,
    '',
    `00-${ID}-${SPAN}`,
    `00-${ID}-${SPAN}-01-more`,
    `ff-${ID}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${ID}-${'0'.repeat(16)}-01`,
    `00-${ID.toUpperCase()}-${SPAN}-01`,
    ` 00-${ID}-${SPAN}-01`,
    `00-${ID}-${SPAN}-01, 00-${ID}-${SPAN}-01`,
  ])('is ignored as malformed: %s', (header) => expect(readTraceParent(header)).toBeNull())

  it('is never made from a text that is no traceparent', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const trace = readTraceParent(text)
        expect(trace === null || text.includes(trace.id)).toBe(true)
      }),
    )
  })

  it('of a delivery is valid, in the trace of the sender or in one of its own', () => {
    expect(traceParent(ID, null)).toBe(`00-${ID}-${ID.slice(0, 16)}-01`)
    const made = traceParent(ID, { id: 'a'.repeat(32), isSampled: false })
    expect(made && readTraceParent(made)).toEqual({ id: 'a'.repeat(32), isSampled: false })
    expect(traceParent('k'.repeat(32), { id: ID, isSampled: true })).toBeNull()
  })
})
