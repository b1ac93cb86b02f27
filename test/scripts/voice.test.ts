import { describe, expect, it } from 'vitest'
import { type Ceilings, FIGURE_NAMES, figuresAbove, lowered, parseCeilings } from '../../scripts/voice/ceilings.ts'
import type { Figures, List } from '../../scripts/voice/figures.ts'
import { type Measured, measure } from '../../scripts/voice/measure.ts'
import { placeLines, reportAbove } from '../../scripts/voice/report.ts'

const measured = (source: string, page = '', subjects: readonly string[] = []): Measured =>
  measure({
    sources: new Map([['src/a.ts', source]]),
    pages: new Map([['docs/a.md', page]]),
    templates: new Map(),
    subjects: new Map(subjects.map((subject, index) => [`c${index}`, subject])),
  })
const figures = (source: string, page?: string, subjects?: readonly string[]): Figures =>
  measured(source, page, subjects).figures
const listed = (list: List, source: string, page?: string): string[] =>
  placeLines(measured(source, page).places, list, [])
const words = (count: number): string => Array.from({ length: count }, (_, at) => `word${at}`).join(' ')

describe('comments', () => {
  it('begin with an opener or with a noun, and adjoining lines are one comment', () => {
    const source = [
      '// What the desk sees.',
      '// It is short.',
      '',
      '/** Orders of a day. */',
      'const a = 1 // So far.',
    ].join('\n')
    expect(figures(source).commentOpenersPercent).toBe(66.7)
    expect(listed('openers', source)).toEqual(['src/a.ts:1  What the desk sees. It is short.', 'src/a.ts:5  So far.'])
  })

  it('are not found in texts, templates and regular expressions', () => {
    const source = [
      "const address = 'https://it.example' // A real one",
      `const text = \`// so \${'// so' + \`// \${1}\`} // so\``,
      'const pattern = /["\'/]\\/\\/ so[/"]/ // A pattern',
      'const half = total / 2 // so it is',
    ].join('\n')
    expect(listed('openers', source)).toEqual(['src/a.ts:4  so it is'])
  })

  it('count a pronoun in every 100 words, and none in inline code', () => {
    expect(figures('// The desk reads it, and `it` is read by them.').commentPronounsPercent).toBe(20)
  })

  it('have sentences that end at a full stop before a capital', () => {
    const source = `/** ${words(10)}, e.g. That. ${words(4)}. Version 1.2 of it ends here. \n *\n * Another paragraph */`
    expect(figures(source).commentSentenceLongest).toBe(16)
    expect(figures(`// ${words(30)}.`).commentSentencesTooLong).toBe(0)
    expect(listed('long', `\n// ${words(31)}.`)).toEqual([expect.stringContaining('src/a.ts:2  (31) word0 word1')])
  })

  it('count private words, but not those in inline code nor the name of status 410', () => {
    expect(figures('// The ladder climbs. `ladder` gives 410 Gone.').privateWordsInComments).toBe(2)
  })
})

describe('names', () => {
  it('are found in code, in texts that are names, and in SQL', () => {
    const source = [
      "import { rungsOf } from './fallbacks.ts'",
      "const state = 'given-sealed'",
      'sql`SELECT heard_at FROM deliveries`',
      "const text = 'The customer told us.'",
      'const ladderless = /ladder/',
    ].join('\n')
    expect(figures(source)).toMatchObject({ privateNames: 3, privateNameUses: 3 })
    expect(listed('private', source)).toEqual([
      'src/a.ts:1  rungsOf',
      'src/a.ts:2  given-sealed',
      'src/a.ts:3  heard_at',
    ])
  })

  it('count in values inside a template, once for each use', () => {
    expect(figures(`const text = \`a \${{ door: { Door } }} b\` + door`)).toMatchObject({
      privateNames: 2,
      privateNameUses: 3,
    })
  })

  it('may be those that HTTP and other programs have', () => {
    expect(figures("const states = ['route-gone', 'Gone', 'gone']").privateNames).toBe(1)
  })

  it('may be those of before in the SQL of a migration', () => {
    const { figures } = measure({
      sources: new Map([
        ['src/outbox/migrations/4-names.ts', "sql.exec('ALTER TABLE routes RENAME heard TO requests')"],
      ]),
      pages: new Map(),
      templates: new Map(),
      subjects: null,
    })
    expect(figures.privateNames).toBe(0)
  })

  it('may be those of before in a file that reads what an earlier version wrote', () => {
    const of = (file: string) =>
      measure({
        sources: new Map([[file, "const STATES = { eaten: 'consumed' }"]]),
        pages: new Map(),
        templates: new Map(),
        subjects: null,
      }).figures.privateNames
    expect([of('src/courier/earlier-entry.ts'), of('src/courier/entry.ts')]).toEqual([0, 1])
  })

  it('may be a kept name in SQL, but no other', () => {
    expect(figures("const a = `SELECT 1 FROM deliveries WHERE hold_reason = 'route-gone'`").privateNames).toBe(0)
    expect(figures("const a = `SELECT 1 FROM deliveries WHERE state = 'gone'`").privateNames).toBe(1)
  })

  it('include the names of files', () => {
    const { figures } = measure({
      sources: new Map([['src/ladder.ts', '']]),
      pages: new Map(),
      templates: new Map(),
      subjects: null,
    })
    expect(figures.privateNames).toBe(1)
  })
})

describe('pages', () => {
  it('have sentences outside code blocks, tables and headings', () => {
    const page = [
      `# ${words(40)}`,
      `One two three. [Four](https://a.example/b) five`,
      'six.',
      '```',
      words(40),
      '```',
      '- Seven eight.',
      `| ${words(40)} |`,
    ].join('\n')
    expect(figures('', page)).toMatchObject({ docSentenceAverage: 2.7, docSentenceLongest: 3 })
  })

  it('have a worst page, whose average counts by itself', () => {
    const { figures } = measure({
      sources: new Map(),
      pages: new Map([
        ['docs/a.md', `${words(20)}.`],
        ['docs/b.md', 'Short.'],
      ]),
      templates: new Map(),
      subjects: null,
    })
    expect(figures).toMatchObject({ docSentenceAverage: 10.5, docSentenceAverageOfWorstPage: 20 })
  })

  it('have table cells of at most 25 words', () => {
    const page = `| a | b |\n|---|:--|\n| ${words(25)} | ${words(26)} \\| more |`
    expect(figures('', page)).toMatchObject({ cellLongest: 27, cellsTooLong: 1 })
    expect(listed('cells', '', page)).toEqual([expect.stringContaining('docs/a.md:3  (27) word0')])
  })

  it('count private words in prose, headings and cells', () => {
    expect(figures('', '# Doors\nA drawer, `drawer`.\n\n| kin |\n\n```\nladder\n```').privateWordsInDocs).toBe(3)
  })
})

describe('messages', () => {
  it('are texts that a person reads, put together where a plus sign joins them', () => {
    const source = `fail('${words(12)} is the start, ' +\n  \`and \${place} is the place. At the end.\`)`
    expect(figures(source).messageSentenceLongest).toBe(20)
    expect(listed('messages', `fail('the order of this ${words(17)}.')`)).toEqual([
      expect.stringContaining('src/a.ts:1  (21) the order of this'),
    ])
  })

  it('are also the texts of templates, one on each line of a JSON file', () => {
    const json = `{\n  "one": "The order \\"{order}\\" ${words(18)}. Call.",\n  "two": [\n    "Short."\n  ]\n}`
    const { figures, places } = measure({
      sources: new Map(),
      pages: new Map(),
      templates: new Map([['templates/alerts.en.json', json]]),
      subjects: null,
    })
    expect(figures).toMatchObject({ templateSentenceLongest: 21, templateSentencesTooLong: 1 })
    expect(placeLines(places, 'messages', ['templates'])[0]).toContain(
      'templates/alerts.en.json:2  (21) The order "{order}"',
    )
  })

  it('are neither SQL nor lists of codes', () => {
    const source = `sql.exec('SELECT the order and ${words(20)} FROM it'); const codes = 'AA BB CC DD ${'EE '.repeat(30)}'`
    expect(figures(source).messageSentenceLongest).toBe(0)
  })
})

describe('commit subjects', () => {
  it('have at most 72 characters', () => {
    expect(figures('', '', ['x'.repeat(72), 'y'.repeat(73)])).toMatchObject({ subjectLongest: 73, subjectsTooLong: 1 })
  })
})

describe('ceilings', () => {
  const none = figures('')
  const at = (some: Partial<Figures>): Figures => ({ ...none, ...some })
  const ceilings: Ceilings = { subjectsAfter: '0771201', figures: at({ cellsTooLong: 3, privateNames: 2 }) }

  it('hold a figure that is equal and stop one that is above, with its worst places', () => {
    const now = at({ cellsTooLong: 3, privateNames: 3 })
    expect(figuresAbove(now, ceilings.figures)).toEqual(['privateNames'])
    const { places } = measured('const door = ladder')
    const report = reportAbove(['privateNames'], now, ceilings.figures, places)
    expect(report).toContain('Above the ceiling: 3, and at most 2 is allowed')
    expect(report).toContain('src/a.ts:1  door')
  })

  it('never fall below the target', () => {
    const before = { ...ceilings, figures: at({ subjectLongest: 80 }) }
    expect(lowered(before, at({ subjectLongest: 65 })).figures.subjectLongest).toBe(72)
  })

  it('fall to the figure and never rise', () => {
    const after = lowered(ceilings, at({ cellsTooLong: 1, privateNames: 9 }))
    expect(after).toEqual({ ...ceilings, figures: at({ cellsTooLong: 1, privateNames: 2 }) })
  })

  it('name each figure that is measured, and no other', () => {
    const json = JSON.stringify(ceilings)
    expect(parseCeilings(json)).toEqual(ceilings)
    expect(Object.keys(none).toSorted()).toEqual(FIGURE_NAMES.toSorted())
    expect(() => parseCeilings(json.replace('"cellsTooLong"', '"cells"'))).toThrow('lack cellsTooLong')
    expect(() => parseCeilings(json.replace('"figures":{', '"figures":{"more":1,'))).toThrow('not measured: more')
  })
})

describe('lists of places', () => {
  it('show the worst places first, and only those in the chosen folders', () => {
    const { places } = measure({
      sources: new Map([
        ['src/a/x.ts', '// it'],
        ['src/a/y.ts', '// it and it'],
        ['src/ab/z.ts', '// it'],
      ]),
      pages: new Map(),
      templates: new Map(),
      subjects: null,
    })
    expect(placeLines(places, 'pronouns', ['./src/a/'])).toEqual(['src/a/y.ts:1  (2) it and it', 'src/a/x.ts:1  it'])
    expect(placeLines(places, 'pronouns', ['src/ab/z.ts'])).toEqual(['src/ab/z.ts:1  it'])
    expect(placeLines(places, 'pronouns', [])).toHaveLength(3)
  })
})
