import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FindingCode, findingNote, findingText, noteText, readFindings } from '../../src/model/finding.ts'
import { findingWording } from '../../templates/findings.ts'
import { histories } from '../fakes/histories.ts'

const LANGUAGES = ['nl', 'fr', 'de'] as const
const codes = Object.keys(findingWording.en) as FindingCode[]
const placeholders = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)(?=[}=<])/g)].map(([, name = '']) => name)),
]

/** Values as they occur: numbers, names of hosts and files, and words of other systems. */
const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  acknowledgement: fc.constantFrom('business: rejected', 'functional: accepted'),
  because: fc.constantFrom('revision', 'unknown-article'),
  codes: fc.constantFrom('A, E, R', '2xx, 4xx, 5xx'),
  code: fc.constantFrom('550', 'E_RATE_LIMIT_EXCEEDED', '4'),
  column: fc.constantFrom('article', 'unit'),
  columns: fc.constantFrom('article, unit', 'article,erpArticle'),
  element: fc.constantFrom('payloadID', 'OrderResponse'),
  file: fc.constantFrom('PO-1-1.edi', '.PO-1-1.edi.part'),
  header: fc.constantFrom('UNB', 'BGM+231', 'ISA13'),
  host: fc.constantFrom('sftp.fresco.example', '10.0.0.1', '[::1]'),
  key: fc.constantFrom('3105', 'K-77'),
  party: fc.constantFrom("'5412345000013'"),
  place: fc.constantFrom('3', '2.1', "'10'"),
  quoted: fc.constantFrom("'4217'", "'PO-1'", "'O'Neill'"),
  state: fc.constantFrom('held', 'discarded', 'order-number-conflict'),
  status: fc.constantFrom('200', '503', '403 AccessDenied'),
  supplier: fc.constantFrom('fresco', 'noord-wijn'),
  tag: fc.constantFrom('UNB', 'UNZ'),
  trailer: fc.constantFrom('UNZ', 'IEA02'),
  trigger: fc.constantFrom('PO-1-1.edi.ok'),
  ...Object.fromEntries(
    ['bits', 'count', 'hours', 'least', 'length', 'most', 'number', 'port', 'seconds', 'size', 'tries', 'version'].map(
      (name) => [name, fc.nat({ max: 99_999 }).map(String)],
    ),
  ),
}
/** Sentences without words of their own: their values must be findings. */
const EMPTY: readonly FindingCode[] = ['receiver-code', 'receiver-envelope', 'acknowledged-because']
/** Words of a value, never a note. */
const isWord = (code: FindingCode): boolean => code.startsWith('state-')

const anything = fc.constantFrom('orders', 'FRESCO_TOKEN', 'quota-exceeded', '5.7.1-no-relay', 'incoming/orders')

const finding = fc
  .constantFrom(...codes.filter((code) => !EMPTY.includes(code) && !isWord(code)))
  .chain((code) =>
    fc
      .record(Object.fromEntries(placeholders(findingWording.en[code]).map((name) => [name, VALUES[name] ?? anything])))
      .map((values) => ({ code, values })),
  )

describe('a finding', () => {
  it.each(LANGUAGES)('has its sentence in %s, with every value', (language) => {
    expect(Object.keys(findingWording[language])).toEqual(codes)
    for (const code of codes) {
      const [english, other] = [findingWording.en[code], findingWording[language][code]]
      expect([code, placeholders(other).sort()]).toEqual([code, placeholders(english).sort()])
    }
  })

  it('has a sentence that no other finding has', () => {
    expect(new Set(Object.values(findingWording.en)).size).toBe(codes.length)
  })

  it('is read back from its stored sentence', () => {
    fc.assert(
      fc.property(finding, ({ code, values }) => {
        expect(readFindings(findingNote(code, values))).toEqual([{ code, values }])
      }),
      { numRuns: histories(3_000) },
    )
  })

  it('is read back among others', () => {
    const sentence = finding.filter(({ code }) => /^[A-Z].*\.$/.test(findingWording.en[code]))
    fc.assert(
      fc.property(sentence, (one) => {
        const note = `${findingNote(one.code, one.values)} ${findingNote('nothing-sent')}`
        expect(noteText(note, 'nl')).toBe(`${findingText(one, 'nl')} Er is niets verstuurd.`)
      }),
      { numRuns: histories(1_000) },
    )
  })

  it('holds a finding of another system in the same language', () => {
    const answered = findingNote('receiver-answered', { status: '503' })
    const note = findingNote('given-up', { hours: '24', tries: '9', note: findingNote('not-now', { answered }) })
    expect(noteText(note, 'de')).toBe(
      'Aufgegeben nach 24 Stunden und 9 Versuchen. Der letzte: Der Empfänger antwortete mit 503: im Moment nicht.',
    )
  })

  it("stays in English for a reader of English, with another system's answer in quotation marks", () => {
    fc.assert(
      fc.property(finding, ({ code, values }) => {
        const { answer } = values
        const quoted = answer === undefined ? values : { ...values, answer: `“${answer}”` }
        return noteText(findingNote(code, values), 'en') === findingNote(code, quoted)
      }),
    )
  })
})

describe('a transport', () => {
  const folder = new URL('../../src/transports/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  it.each(files)('writes each note as a finding, never as a text of its own: %s', (file) => {
    const source = readFileSync(new URL(file, folder), 'utf8')
    expect(
      source.match(
        /\b(?:note|text)(?: =|:) ?(?:\n\s*)?['`"](?=\w)[^\n]*|\b(?:note|text): ?`\$\{(?!findingNote|note)[^\n]*/g,
      ) ?? [],
    ).toEqual([])
  })
})

describe('a reader of replies', () => {
  const src = new URL('../../src/', import.meta.url)
  const rooms = ['answers', 'cxml', 'delimited', 'edifact', 'ubl', 'x12', 'xml'].map((room) => `documents/${room}`)
  const files = rooms.flatMap((room) =>
    readdirSync(new URL(room, src), { encoding: 'utf8' }).map((file) => `${room}/${file}`),
  )
  it.each([...files, 'api/as2-document.ts', 'api/incoming-mail.ts'].filter((file) => file.endsWith('.ts')))(
    'writes each reason as a finding, so that it has four languages: %s',
    (file) => {
      expect(
        readFileSync(new URL(file, src), 'utf8').match(/(?:err\(\s*|return |why = )['"`]\w+ \w[^\n]*/g) ?? [],
      ).toEqual([])
    },
  )
})

describe('the gateway', () => {
  const src = new URL('../../src/', import.meta.url)
  const rooms = ['outbox', 'replies', 'sources', 'steps', 'supplier']
  /** Errors of the storage, health, the answer to a partner, problems with a code, and the refusal in four languages. */
  const others = [
    'outbox/migrate.ts',
    'replies/process-as2-document.ts',
    'steps/verify.ts',
    'supplier/catalogue/catalogue-actions.ts',
    'supplier/catalogue/check-row.ts',
    'supplier/guarded-outbox.ts',
    'supplier/mail-customer-notices.ts',
    'supplier/removed-suppliers.ts',
  ]
  const files = rooms.flatMap((room) =>
    readdirSync(new URL(room, src), { recursive: true, encoding: 'utf8' })
      .map((file) => `${room}/${file}`)
      .filter((file) => file.endsWith('.ts') && !others.includes(file)),
  )
  const SENTENCE =
    /(?:\b(?:note|text|why|reason|message)(?: =|:)|wrongState\(|\breturn|err\(|\?|\?\?|=>)\s*['"`](?=\w+ \w|\$\{[a-z]\w+\},? \w)[^\n]*/g

  it.each(files)('writes each note as a finding, so that it has four languages: %s', (file) => {
    const found = readFileSync(new URL(file, src), 'utf8').match(SENTENCE) ?? []
    expect(found.filter((text) => !/\b(?:SELECT|INSERT|CREATE|UPDATE|DELETE|EXISTS|WHERE)\b/.test(text))).toEqual([])
  })
})
