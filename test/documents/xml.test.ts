import fc from 'fast-check'
import { XMLBuilder } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { escapeXml, scrub, type XmlChildren, xmlDocument } from '../../src/documents/xml.ts'
import { wildText } from './wild-text.ts'
import { readXml } from './xml-reader.ts'

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  format: true,
  processEntities: false,
  tagValueProcessor: (_, value) => escapeXml(String(value)),
  attributeValueProcessor: (_, value) => escapeXml(String(value)).replace(/[\t\n]/g, ' '),
})

const name = fc.constantFrom('a', 'b', 'c', 'x:d', 'E1EDK01')
const { tree } = fc.letrec<{ tree: XmlChildren; content: XmlChildren[string] }>((tie) => ({
  tree: fc
    .tuple(
      fc.dictionary(fc.constantFrom('@p', '@q'), wildText, { noNullPrototype: true }),
      fc.dictionary(name, tie('content'), { noNullPrototype: true, minKeys: 1, maxKeys: 4 }),
    )
    .map(([attributes, children]) => ({ ...attributes, ...children })),
  content: fc.oneof(
    { depthSize: 'small' },
    wildText,
    fc.array(wildText, { maxLength: 3 }),
    fc.record({ '@p': wildText, '#text': wildText }, { noNullPrototype: true }),
    tie('tree') as fc.Arbitrary<XmlChildren[string]>,
  ),
}))

describe('xmlDocument', () => {
  it('writes what a builder by other authors writes, byte for byte', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const whole = { root }
        expect(xmlDocument(whole)).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(whole)}`)
      }),
      { numRuns: 500 },
    )
  })

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

  it('writes nothing for what is undefined', () => {
    expect(xmlDocument({ a: { '@p': undefined, b: undefined, c: [undefined, 'x'] } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <c>x</c>\n</a>\n',
    )
  })
})
