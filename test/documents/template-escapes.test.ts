import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeFor } from '../../src/documents/template/escapes.ts'
import { layout } from '../../src/documents/template/liquid.ts'
import { histories } from '../fakes/histories.ts'
import { having, line, one, profile, written } from './template-writing.ts'
import { wildText } from './wild-text.ts'
import { leaves, readXml, textsAt } from './xml/reader.ts'

describe('template', () => {
  it.each([
    ['text', '<b> & "é"'],
    ['none', '<b> & "é"'],
    ['xml', '&lt;b&gt; &amp; &quot;é&quot;'],
    ['html', '&lt;b&gt; &amp; &quot;é&quot;'],
    ['json', '<b> & \\"é\\"'],
  ])('escapes as %s where it is told to, whatever it begins with', (manner, name) => {
    const order = one({ lines: [{ ...line, name: '<b> & "é"' }] })
    having('<a>{{ order.lines[0].name }}', (added) =>
      expect(written(order, profile({ template: added, escape: manner })).text).toBe(`<a>${name}`),
    )
  })

  it.each(['text', 'none', 'xml', 'html', 'json'] as const)(
    'carries as %s no half of a character, and none',
    (name) => {
      const { has } = escapeFor(name, 'utf-8').wording
      expect([0xd800, 0xdfff, 0xfffe, 0xffff].filter(has)).toEqual([])
      expect([0x20, 0xe9, 0xd7ff, 0xe000, 0xfffd, 0x1f345].every(has)).toBe(true)
    },
  )

  it('lets no value begin a line of its own in a text', () => {
    fc.assert(
      fc.property(wildText, wildText, wildText, (name, person, remarks) => {
        const plain = written(one({ person: 'x', remarks: 'x' }), profile({ template: 'order-text' })).text.split('\n')
        const { text } = written(
          one({ person: person || 'x', remarks: remarks || 'x', lines: [{ ...line, name }] }),
          profile({ template: 'order-text' }),
        )
        const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
        expect(lines.filter((each) => !each.startsWith('> ')).length).toBe(plain.length - 1)
      }),
    )
  })

  it('keeps the tree of an XML layout whatever the text', () => {
    const shape = (text: string) => leaves(readXml(text)).map(([at]) => at)
    const expected = shape(written(one({})).text)
    fc.assert(
      fc.property(wildText, wildText, wildText, (name, remarks, person) => {
        const order = one({ remarks: remarks || 'x', person: person || 'x', lines: [{ ...line, name }] })
        const { text, warnings } = written(order)
        expect(shape(text)).toEqual(expected)
        const became = (field: string, posted: string) =>
          warnings.find((candidate) => candidate.path === field)?.became ?? posted
        expect(textsAt(readXml(text), 'line/name')).toEqual([became('packages[0].stock_item.name', name)])
        expect(textsAt(readXml(text), 'orderedBy')).toEqual([became('owned_by.username', order.person ?? '')])
      }),
      { numRuns: histories(300) },
    )
  })

  it('keeps any text inside the quotes of a JSON layout', () => {
    fc.assert(
      fc.property(wildText, fc.constantFrom('utf-8', 'us-ascii'), (text, charset) => {
        const filled = layout('{"a": "{{ a }}"}', 'x', { put: escapeFor('json', charset).put }).fill({ a: text })
        expect(JSON.parse(filled)).toEqual({ a: text })
      }),
    )
  })
})
