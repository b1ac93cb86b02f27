import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrub, xmlDocument } from '../../../src/documents/xml/writer.ts'
import { histories } from '../../fakes/histories.ts'
import { wildText } from '../wild-text.ts'
import { readXml } from './reader.ts'

describe('xmlDocument', () => {
  it('writes no text that a strict reader takes for anything but text', () => {
    fc.assert(
      fc.property(wildText, wildText, (text, value) => {
        const read = readXml(xmlDocument({ root: { '@p': value, '#text': text } }))
        expect(read).toMatchObject({ name: 'root', children: [], text: scrub(text) })
        expect(read.attributes).toEqual({ p: scrub(value).replace(/[\t\n]/g, ' ') })
      }),
      { numRuns: histories(500) },
    )
  })

  it('has a space for a control, and a mark for what is no character', () => {
    expect(scrub('a\u0000b\u001fc\ufffed\uffffe\ud800f\t\n\r🍅')).toBe('a b c\ufffdd\ufffde\ufffdf\t\n\r🍅')
  })

  it('has an element a line, each level two spaces deeper, with its attributes in their order and its text beside its tags', () => {
    const tree = {
      a: {
        '@p': '1',
        b: [{ '@q': 'x\ty\r\n', '#text': '<&>"\'\r' }, 'two', undefined],
        c: { d: { e: '' } },
        '@r': "'",
        f: { '@s': '2' },
        g: {},
        h: { '@t': undefined, '#text': undefined, i: undefined },
      },
    }
    expect(xmlDocument(tree, '<!DOCTYPE a>\n')).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE a>
<a p="1" r="&apos;">
  <b q="x y&#13; ">&lt;&amp;&gt;&quot;&apos;&#13;</b>
  <b>two</b>
  <c>
    <d>
      <e></e>
    </d>
  </c>
  <f s="2"></f>
  <g></g>
  <h></h>
</a>
`,
    )
  })

  it('writes nothing for what is undefined', () => {
    expect(xmlDocument({ a: { '@p': undefined, b: undefined, c: [undefined, 'x'] } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <c>x</c>\n</a>\n',
    )
  })
})
