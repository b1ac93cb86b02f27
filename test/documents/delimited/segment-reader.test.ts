import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSegments } from '../../../src/documents/delimited/segment-reader.ts'
import { readEdifact as readEnvelope } from '../../../src/documents/edifact/envelope.ts'
import { readX12 as readX12Envelope } from '../../../src/documents/x12/envelope.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { readEdifact } from '../edifact/reader.ts'
import * as edifact from '../edifact/writing.ts'
import { wildText } from '../wild-text.ts'
import * as x12 from '../x12/writing.ts'

const EDIFACT = { element: '+', component: ':', terminator: "'", release: '?' }

describe('segments', () => {
  it('that our writer wrote are read as another program reads them', () => {
    fc.assert(
      fc.property(wildText, (remarks) => {
        const { text } = edifact.written(edifact.order({ remarks }), edifact.profile({ charset: 'UNOC' }))
        const read = readSegments(text, 9, EDIFACT)
        expect(read.ok && read.value.segments.map(({ tag, elements }) => ({ tag, elements }))).toEqual(
          readEdifact(text, 'UNOC').filter(({ tag }) => tag !== 'UNA'),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('have an envelope that our reader finds in its place, in both syntaxes', () => {
    const message = readEnvelope(utf8(edifact.written(edifact.order({})).text))
    expect(message).toMatchObject({
      ok: true,
      value: [{ reference: '00000000004217', messages: [{ type: 'ORDERS' }] }],
    })
    const set = readX12Envelope(utf8(x12.written(edifact.order({})).text))
    expect(set).toMatchObject({ ok: true, value: [{ reference: '000004217', sets: [{ type: '850' }] }] })
  })

  it('may be broken anywhere into lines', () => {
    const whole = "AB+a?'b?+c:??d++:e'CD+1'"
    for (let at = 1; at < whole.length; at++)
      expect(readSegments(`${whole.slice(0, at)}\r\n${whole.slice(at)}`, 0, EDIFACT)).toMatchObject({
        ok: true,
        value: { segments: [{ elements: [["a'b+c", '?d'], [''], ['', 'e']] }, { elements: [['1']] }] },
      })
  })

  it('keep a released character in its value, and an empty value in its place', () => {
    expect(readSegments("AB+a?'b?+c:??d++:e'\r\n", 0, EDIFACT)).toEqual({
      ok: true,
      value: { segments: [{ tag: 'AB', elements: [["a'b+c", '?d'], [''], ['', 'e']] }], end: 21 },
    })
  })
})
