import { describe, expect, it } from 'vitest'
import { readable } from '../../src/cli/readable.ts'

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('a document for reading', () => {
  it('has one EDIFACT segment on a line, and no line break after a released terminator', () => {
    const { text, note } = readable(latin1("UNA:+.? 'UNB+UNOC:3'FTX+vóór ?'x??'UNZ'"), 'application/EDIFACT')
    expect(text.split('\n')).toEqual(["UNA:+.? '", "UNB+UNOC:3'", "FTX+vóór ?'x??'", "UNZ'", ''])
    expect(note).toContain('no line breaks')
  })

  it('finds the terminator of X12 in the ISA segment', () => {
    const isa = `ISA*${'0'.repeat(100)}>~`
    expect(readable(latin1(`${isa}GS*PO~ST*850~`), 'text/plain').text.split('\n')).toEqual([
      isa,
      'GS*PO~',
      'ST*850~',
      '',
    ])
  })

  it('leaves everything else alone', () => {
    expect(readable(new TextEncoder().encode('{"a":"é"}'), 'application/json')).toEqual({
      text: '{"a":"é"}',
      note: null,
    })
    expect(readable(latin1('é'), 'text/plain; charset=iso-8859-1').text).toBe('é')
  })
})
