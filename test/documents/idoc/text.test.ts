import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined, textLines } from '../../../src/documents/idoc/text.ts'
import { histories } from '../../fakes/histories.ts'
import { wildText } from '../wild-text.ts'

const lines = (text: string) => textLines(text, 99, () => '', []).map(({ text, format }) => [text, format])

describe("an SAP text's lines", () => {
  it('are 70 characters long at most, and a text of 70 is one', () => {
    const full = `${'a'.repeat(30)} ${'b'.repeat(39)}`
    expect(lines(full)).toEqual([[full, undefined]])
    expect(lines(`${full}b`)).toEqual([
      ['a'.repeat(30), undefined],
      ['b'.repeat(40), undefined],
    ])
  })

  it('break at a space that stands alone, so that none is lost at an end', () => {
    const [a, b] = ['a'.repeat(69), 'b'.repeat(30)]
    expect(lines(` ${'a'.repeat(80)}`)).toEqual([
      [` ${a}`, undefined],
      ['a'.repeat(11), '='],
    ])
    expect(lines(`aa ${'a'.repeat(50)}  ${b}`)).toEqual([
      ['aa', undefined],
      [`${'a'.repeat(50)}  ${'b'.repeat(18)}`, undefined],
      ['b'.repeat(12), '='],
    ])
    expect(lines(`${a}a `)).toEqual([
      [`${a}a`, undefined],
      [' ', '='],
    ])
    expect(lines(`${a}a b`)).toEqual([
      [`${a}a`, undefined],
      ['b', undefined],
    ])
  })

  it('wraps a text between words, and says where SAP must not put a space', () => {
    const words = `${'a'.repeat(40)} ${'b'.repeat(29)} ${'c'.repeat(75)}\nd`
    expect(textLines(words, 99, () => '', [])).toEqual([
      { text: `${'a'.repeat(40)} ${'b'.repeat(29)}`, format: undefined },
      { text: 'c'.repeat(70), format: undefined },
      { text: 'c'.repeat(5), format: '=' },
      { text: 'd', format: '/' },
    ])
  })

  it('takes every line break for one and a tab for a space, and records it', () => {
    const warnings: Parameters<typeof textLines>[3] = []
    const said = 'a\r\nb\rc\u0085d\u2028e\u2029f\tg'
    expect(textLines(said, 99, () => 'order_remarks', warnings).map(({ text, format }) => `${format} ${text}`)).toEqual(
      ['undefined a', '/ b', '/ c', '/ d', '/ e', '/ f g'],
    )
    expect(warnings).toEqual([{ path: 'order_remarks', code: 'replaced', was: said, became: 'a\nb\nc\nd\ne\nf g' }])
  })

  it('leaves out a text of nothing but spaces, and cuts one of too many lines', () => {
    const said = (text: string, room: number) => {
      const warnings: Parameters<typeof textLines>[3] = []
      return {
        lines: textLines(text, room, () => '', warnings).length,
        told: warnings.map((one) => [one.code, one.became]),
      }
    }
    expect(said(' \n\t', 9)).toEqual({ lines: 0, told: [['omitted', '']] })
    expect(said('a\nb\nc', 2)).toEqual({ lines: 2, told: [['cut', 'a\nb']] })
    expect(said('a\nb', 2)).toEqual({ lines: 2, told: [] })
  })

  it('counts characters and not their halves', () =>
    expect(textLines('🍅'.repeat(71), 99, () => '', [])).toEqual([
      { text: '🍅'.repeat(70), format: undefined },
      { text: '🍅', format: '=' },
    ]))

  it('puts any text together again from its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(wildText, fc.stringMatching(/^[a-z ]{0,90}$/)), { maxLength: 5 }), (parts) => {
        const text = parts.join('')
        const warnings: Parameters<typeof textLines>[3] = []
        const lines = textLines(text, 99, () => '', warnings)
        expect(joined(lines)).toBe(warnings[0]?.became ?? text)
        for (const { text: shown } of lines) expect([...shown].length).toBeLessThanOrEqual(70)
      }),
      { numRuns: histories(500) },
    )
  })
})
