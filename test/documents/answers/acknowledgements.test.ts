import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AcknowledgementReader } from '../../../src/documents/answers/acknowledgement.ts'
import { messageMismatch, partyMismatch } from '../../../src/documents/answers/acknowledgement-parties.ts'
import { EXAMPLE_PARTIES } from '../../../src/documents/content/example-parties.ts'
import { readCxmlAnswer } from '../../../src/documents/cxml/answer.ts'
import { readEdifactAcknowledgements } from '../../../src/documents/edifact/acknowledgements.ts'
import { formats } from '../../../src/documents/registry.ts'
import { readUblOrderResponse } from '../../../src/documents/ubl/order-response.ts'
import { readX12Acknowledgements } from '../../../src/documents/x12/acknowledgements.ts'
import { findingNote, readFindings } from '../../../src/model/finding.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import {
  contrl,
  cxmlConfirmation,
  cxmlStatus,
  orderResponse,
  ordrsp,
  x855,
  x997,
} from '../../fakes/acknowledgements.ts'
import { histories } from '../../fakes/histories.ts'
import { EDIFACT } from '../../fakes/orders.ts'
import { wildText } from '../wild-text.ts'

const READERS: readonly (readonly [string, AcknowledgementReader, readonly string[]])[] = [
  [
    'EDIFACT',
    readEdifactAcknowledgements,
    [contrl('4217', '7', ['UCM+1+ORDERS:D:96A:UN+4', 'UCS+12+13']), ordrsp('PO-1', '4', ['FTX+AAI+++a:b', 'LIN+1+3'])],
  ],
  [
    'X12',
    readX12Acknowledgements,
    [x997(4217, 'R*5', ['AK3*PO1*7**8', 'AK4*3*355*7']), x855('PO-1', 'AC', ['IA', 'IQ'])],
  ],
  ['UBL', readUblOrderResponse, [orderResponse('PO-1', 'CA', '<cbc:Note>x &amp; y</cbc:Note>')]],
  ['cXML', readCxmlAnswer, [cxmlStatus('a.1@orderbridge', '406', 'No'), cxmlConfirmation('PO-1', 'except')]],
]

/** A valid file with bytes changed, removed or doubled, or with the end cut off. */
const mutated = (texts: readonly string[]) =>
  fc
    .record({
      text: fc.constantFrom(...texts),
      cuts: fc.array(fc.record({ at: fc.nat(2_000), drop: fc.nat(40), put: fc.oneof(wildText, fc.string()) }), {
        minLength: 1,
        maxLength: 4,
      }),
      end: fc.option(fc.nat(2_000)),
    })
    .map(({ text, cuts, end }) => {
      const changed = cuts.reduce((now, { at, drop, put }) => {
        const place = at % (now.length + 1)
        return now.slice(0, place) + put + now.slice(place + drop)
      }, text)
      return end === null ? changed : changed.slice(0, end)
    })

describe.each(READERS)('a reader of %s', (_, reader, samples) => {
  it('never throws on bytes, and gives a reason for what it refuses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = reader(bytes)
        expect(read.ok || read.error.length > 0).toBe(true)
      }),
      { numRuns: histories(300) },
    )
  })

  it('never throws on a spoiled file, and what it still reads is whole', () => {
    fc.assert(
      fc.property(mutated(samples), (text) => {
        const read = reader(utf8(text))
        if (!read.ok) {
          expect(read.error).toMatch(/\.$/)
          expect(read.error).not.toMatch(/\p{Cc}/u)
          expect(readFindings(read.error).map(({ code, values }) => findingNote(code, values))).toEqual([read.error])
          return
        }
        expect(read.value.length).toBeGreaterThan(0)
        for (const { verdict, subject, reason, senderReference: own } of read.value) {
          expect(['accepted', 'accepted-with-changes', 'rejected', 'received']).toContain(verdict)
          expect(Object.values(subject).flat()).not.toContain('')
          expect(own).not.toBe('')
          expect(reason ?? '').not.toMatch(/\p{Cc}/u)
          expect((reason ?? '').length).toBeLessThanOrEqual(500)
        }
      }),
      { numRuns: histories(500) },
    )
  })

  it('refuses what another syntax says', () => {
    for (const [, other, texts] of READERS)
      if (other !== reader) for (const text of texts) expect(reader(utf8(text)).ok).toBe(false)
  })

  it('reads a file cut anywhere before its end as nothing', () => {
    for (const text of samples)
      for (let end = 0; end < text.length - 1; end += 7) expect(reader(utf8(text.slice(0, end))).ok).toBe(false)
  })
})

describe('acknowledgements', () => {
  const acknowledgementsOf = (settings: { readonly format: string }) => {
    const format = formats[settings.format]
    if (!format) throw new Error(`There is no format ${settings.format}.`)
    return format.acknowledgements?.(format.settings.parse({ ...format.example, ...settings }))
  }
  const strange = (text: string, settings: { readonly format: string } = EDIFACT) => {
    const expected = acknowledgementsOf(settings)
    const read = expected?.read(utf8(text))
    if (!expected || !read?.ok || !read.value[0]) throw new Error(read?.ok === false ? read.error : 'none')
    return { party: partyMismatch(read.value[0], expected), message: messageMismatch(read.value[0], expected) }
  }

  it('to a mail answer its attachment', () => {
    const attach = { format: 'edifact-d96a', ...EXAMPLE_PARTIES }
    expect(acknowledgementsOf({ format: 'json' })).toBeUndefined()
    expect(acknowledgementsOf({ format: 'email' })).toBeUndefined()
    const mail = { format: 'email', attach }
    expect(acknowledgementsOf(mail)?.read).toBe(readEdifactAcknowledgements)
  })

  it('are strange to a route that has other parties, a live one where they are a test, or another message', () => {
    expect(strange(contrl('1')).party).toBeNull()
    expect(strange(contrl('1', '7', [], { from: '5412345000013' })).party).toBeNull()
    expect(strange(contrl('1', '7', [], { from: '5412345000013:ZZZ' })).party).toContain('comes from')
    expect(strange(contrl('1', '7', [], { from: 'OTHER:14' })).party).toContain('comes from')
    expect(strange(contrl('1', '7', [], { to: 'OTHER:ZZZ' })).party).toContain('addressed to')
    expect(strange(contrl('1', '7', [], { test: true })).party).toContain('test')
    const test = { ...EDIFACT, test: true }
    expect(strange(contrl('1', '7', [], { test: true }), test).party).toBeNull()
    expect(strange(contrl('1', '7', ['UCM+2+ORDERS:D:96A:UN+7'])).message).toContain("message '2'")
    expect(strange(contrl('1', '7', ['UCM+1+INVOIC:D:96A:UN+7'])).party).toContain("'INVOIC'")
  })

  it('of Peppol come from the seller that the route names', () => {
    const seller = (id: string) => ({
      format: 'peppol-order-3',
      seller: { name: 'Groothandel NV', country: 'NL', endpoint: { scheme: '0106', id } },
    })
    expect(strange(orderResponse('PO-1'), seller('12345678')).party).toBeNull()
    expect(strange(orderResponse('PO-1'), seller('87654321')).party).toContain('comes from')
  })
})
