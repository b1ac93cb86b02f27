import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrub, xmlDocument } from '../../src/documents/xml.ts'
import { wildText } from './wild-text.ts'
import { readXml } from './xml-reader.ts'

describe('xmlDocument', () => {
  it('writes no text that a strict reader takes for anything but text', () => {
    fc.assert(
      fc.property(wildText, wildText, (text, value) => {
        const read = readXml(xmlDocument({ root: { '@p': value, '#text': text } }))
        expect(read).toMatchObject({ name: 'root', children: [], text: scrub(text) })
        expect(read.attributes).toEqual({ p: scrub(value).replace(/[\t\n]/g, ' ') })
      }),
      { numRuns: 500 },
    )
  })

  it('has a space for a control, and a mark for what is no character', () => {
    expect(scrub('a\u0000b\u001fc\ufffed\uffffe\ud800f\t\n\r🍅')).toBe('a b c\ufffdd\ufffde\ufffdf\t\n\r🍅')
  })

  it('writes nothing for what is undefined', () => {
    expect(xmlDocument({ a: { '@p': undefined, b: undefined, c: [undefined, 'x'] } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <c>x</c>\n</a>\n',
    )
  })
})
