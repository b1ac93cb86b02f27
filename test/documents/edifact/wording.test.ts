import { describe, expect, it } from 'vitest'
import { edifactD96a } from '../../../src/documents/edifact-d96a.ts'
import { sampleOrder } from '../sample-order.ts'
import { all, first, readEdifact, tags } from './reader.ts'
import { named, order, profile, read, recorded, sampleLine, settings, written } from './writing.ts'

describe('character sets', () => {
  it.each([
    ['UNOA', 'us-ascii', 'UNOA:3', '261124', 'CREME FRAICHE 5 EUR'],
    ['UNOB', 'us-ascii', 'UNOB:3', '261124', 'Creme fraiche 5 EUR'],
    ['UNOC', 'iso-8859-1', 'UNOC:3', '261124', 'Crème fraîche 5 EUR'],
    ['UNOY', 'utf-8', 'UNOY:4', '20261124', 'Crème fraîche 5 €'],
  ] as const)('writes %s as %s', (level, charset, syntax, date, name) => {
    const document = written(named('Crème fraîche 5 €'), profile({ charset: level }))
    expect(document.charset).toBe(charset)
    expect(document.text).toContain(`UNB+${syntax}+GATEWAY:ZZZ+SUP1:ZZZ+${date}:0915+`)
    expect(first(readEdifact(document.text, level), 'IMD')?.[2]?.[3]).toBe(name)
    expect(recorded(document, 'packages[0].stock_item.name', 'Crème fraîche 5 €')).toBe(name)
  })

  it.each([
    ['“Spécial” – œuf… ß', '"Spécial" - oeuf... ß'],
    ['e\u0301clair €', 'éclair EUR'],
    ['melk\r\nkoud\tnu\u0007', 'melk koud nu'],
    ['taart 🎂', 'taart ?'],
    ['Łódź ½ ﬁlet', 'Lódz ½ filet'],
    ['a\u2028b', 'a b'],
    ['peren n\u0336o\u0336o\u0336t', 'peren ???t'],
  ])('carries %j in UNOC as %j and says so', (name, became) => {
    const document = written(named(name))
    expect(first(readEdifact(document.text, 'UNOC'), 'IMD')?.[2]?.[3]).toBe(became)
    expect(document.warnings).toEqual([{ path: 'packages[0].stock_item.name', code: 'replaced', was: name, became }])
  })

  it('has no @ in UNOB: the person is respelled and recorded, and COM left out', () => {
    const document = written(sampleOrder, profile({ charset: 'UNOB' }))
    const segments = readEdifact(document.text, 'UNOB')
    expect(first(segments, 'CTA')?.[1]?.[1]).toBe("chef.o'neill(at)bistro.example")
    expect(tags(segments)).not.toContain('COM')
    expect(document.warnings.map((warning) => warning.path)).toContain('owned_by.username')
  })

  it('refuses a party that the character set cannot carry, at start-up', () => {
    expect(() => settings({ sender: { id: 'Gateway' }, charset: 'UNOA' })).toThrow('UNOA cannot carry')
    expect(() => settings({ recipient: { id: 'S'.repeat(36) } })).toThrow()
    expect(() => settings({ separator: '|' })).toThrow()
  })
})

describe('release and wrapping', () => {
  it('releases every service character, the release character too', () => {
    expect(written(named("a?b+c:d'e??")).text).toContain("IMD+F++:::a??b?+c?:d?'e????'")
    expect(written(named('a*b'), profile({ charset: 'UNOY' })).text).toContain('IMD+F++:::a?*b')
    expect(written(named('a*b')).text).toContain('IMD+F++:::a*b')
  })

  it('wraps before it releases: a component never ends between ? and its partner', () => {
    for (let shift = 0; shift < 4; shift++) {
      const name = 'x'.repeat(33 + shift) + '?'.repeat(10)
      const parts = first(read(named(name)), 'IMD')?.[2]?.slice(3) ?? []
      expect(parts.join('')).toBe(name)
      expect(parts[0]).toHaveLength(35)
    }
  })

  it.each([
    [35, 1, []],
    [36, 2, []],
    [70, 2, []],
    [71, 2, ['cut']],
  ] as const)('spreads a name of %i characters over %i components', (length, parts, codes) => {
    const document = written(named('n'.repeat(length)))
    expect(first(readEdifact(document.text, 'UNOC'), 'IMD')?.[2]?.slice(3)).toHaveLength(parts)
    expect(document.warnings.map((warning) => warning.code)).toEqual(codes)
  })

  it('breaks at words while all of it has room, and keeps the space where readers keep it', () => {
    const name = 'Verse halfvolle melk in een kartonnen pak van 1 liter'
    expect(first(read(named(name)), 'IMD')?.[2]?.slice(3)).toEqual([
      'Verse halfvolle melk in een',
      ' kartonnen pak van 1 liter',
    ])
  })

  it('joins no two numbers where a reader drops the spaces at the end of a component', () => {
    for (let shift = 0; shift < 40; shift++) {
      const text = `${'x'.repeat(shift)} Verse melk, verpakt per 2 5 liter, per 12 3 kg en per 6 9 stuks geleverd`
      const segments = read(order({ remarks: text, lines: [{ ...sampleLine, name: text.slice(0, 50) }] }))
      const joined = (parts: readonly string[] = []) => parts.map((part) => part.trimEnd()).join('')
      expect(joined(first(segments, 'IMD')?.[2]?.slice(3))).toBe(text.slice(0, 50).trimEnd())
      expect(joined(first(segments, 'FTX')?.[3])).toBe(text)
    }
  })

  it('counts characters, not UTF-16 units', () => {
    const [whole, long] = ['🎂'.repeat(70), '🎂'.repeat(71)]
    expect(written(named(whole), profile({ charset: 'UNOY' })).warnings).toEqual([])
    const document = written(named(long), profile({ charset: 'UNOY' }))
    expect(recorded(document, 'packages[0].stock_item.name', long)).toBe(whole)
  })

  it('fills 99 FTX of five components, then cuts and records', () => {
    const room = 99 * 5 * 70
    for (const [length, codes] of [
      [room, []],
      [room + 1, ['cut']],
    ] as const) {
      const document = written(order({ remarks: 'r'.repeat(length) }))
      const texts = all(readEdifact(document.text, 'UNOC'), 'FTX')
      expect(texts).toHaveLength(99)
      expect(texts.flatMap((elements) => elements[3] ?? []).join('')).toHaveLength(room)
      expect(document.warnings.map((warning) => warning.code)).toEqual(codes)
    }
  })
})

describe('a line without a name', () => {
  it('has its article number in IMD', () => {
    expect(written(named('Melk')).text).toContain('IMD+F++:::Melk')
    expect(written(named('')).text).toContain(`IMD+F++:::${named('').lines[0].article.replace("'", "?'")}'`)
  })
})

describe('the characters of a level', () => {
  it.each([
    ['UNOA', [1, 2, 3, 4]],
    ['UNOB', [1, 2, 3, 4]],
    ['UNOC', [3, 4]],
    ['UNOY', [4]],
  ] as const)('%s are known to versions %j of the syntax', (charset, versions) => {
    for (const syntaxVersion of [1, 2, 3, 4] as const) {
      const made = () => settings({ charset, syntaxVersion })
      if (versions.some((one) => one === syntaxVersion)) expect(made().syntaxVersion).toBe(syntaxVersion)
      else expect(made).toThrow()
    }
  })

  it.each([
    ['UNOA', 'a'],
    ['UNOB', 'é'],
    ['UNOC', '\u0100'],
    ['UNOY', '\ufffe'],
    ['UNOY', '\uffff'],
    ['UNOY', '\u{1fffe}'],
  ] as const)('%s are named where a key holds %j, which is none of them', (charset, character) => {
    const [problem] = edifactD96a.findProblems(order({ number: `A${character}` }), profile({ charset }))
    expect(problem?.message).toContain(`, which ${charset} cannot carry;`)
  })

  it('UNOC and UNOY reach as far as their last', () => {
    expect(edifactD96a.findProblems(order({ number: 'Aÿ' }), profile({ charset: 'UNOC' }))).toEqual([])
    expect(edifactD96a.findProblems(order({ number: 'A\ufffd' }), profile({ charset: 'UNOY' }))).toEqual([])
  })

  it.each([false, true])('are released as the version wants it, with line ends: %s', (segmentLineEnds) => {
    const text = (syntaxVersion: 3 | 4) => written(named('a*b'), profile({ syntaxVersion, segmentLineEnds })).text
    expect(text(3)).toContain('a*b')
    expect(text(4)).toContain('a?*b')
    for (const version of [3, 4] as const) expect(text(version).includes("'\r\n")).toBe(segmentLineEnds)
  })
})
