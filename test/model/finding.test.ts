import { readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { diskTrouble } from '../../src/courier/trouble.ts'
import { contrlError } from '../../src/documents/edifact/contrl-errors.ts'
import { elementError, envelopeError, groupError, segmentError, setError } from '../../src/documents/x12/error-codes.ts'
import {
  type FindingCode,
  findingNote,
  findingText,
  noteText,
  quotedNoteText,
  readFindings,
} from '../../src/model/finding.ts'
import { findingWording } from '../../templates/findings.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
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

describe('text that is no finding', () => {
  it.each(['It is on the truck.', 'Uw klant is onbekend', 'Kapot. Bel ons. Dank u.', ''])(
    'stays as another system wrote it: %s',
    (text) => {
      expect(noteText(text, 'nl')).toBe(text)
      expect(readFindings(text)).toEqual([])
    },
  )

  it('is quoted where it is a receiver’s answer, beside what the gateway reads in it', () => {
    const reason = 'It is on the truck. Line 2: not accepted.'
    expect(quotedNoteText(reason, 'nl')).toBe('“It is on the truck.” Regel 2: niet aanvaard.')
    expect(quotedNoteText(reason, 'fr')).toBe('«\u00a0It is on the truck.\u00a0» Ligne 2\u00a0: non acceptée.')
  })

  it.each(['Nothing was sent.', 'Paused by hand.', 'The receiver answered 503.', 'no. Nothing was sent. Call us.'])(
    'is quoted as a whole where a receiver writes a sentence of the gateway: %s',
    (said) => {
      expect(quotedNoteText(said, 'nl')).toBe(`“${said}”`)
      expect(
        noteText(findingNote('acknowledged-because', { acknowledgement: 'business: rejected', answer: said }), 'fr'),
      ).toBe(`commercial\u00a0: rejeté. «\u00a0${said}\u00a0»`)
    },
  )

  it('is read in a bounded time, however long and whatever is in it', () => {
    const cpuTime = startCpuTime()
    for (const part of ['A. ', 'The receiver answered ', ': ', 'not in folder '])
      noteText(part.repeat(100_000), 'nl').slice(0, 1)
    for (const part of ['A. ', 'The receiver answered 1, and in it ', ': ', 'x is not in x, and x has '])
      noteText(part.repeat(990 / part.length), 'nl')
    expect(cpuTime()).toBeLessThan(3_000)
  })
})

describe('a code of another system', () => {
  it('has its meaning in every language: CONTRL, 997, 999 and TA1', () => {
    const texts = [
      ...Array.from({ length: 41 }, (_, code) => contrlError(String(code))),
      ...[setError, groupError, segmentError, elementError, envelopeError].flatMap((named) =>
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '000', '001', '006', '008', '025'].map(named),
      ),
    ]
    for (const text of texts) expect([text, readFindings(text).length]).toEqual([text, 1])
  })

  it('has its meaning in every language: an error of the disk at a courier', () => {
    for (const code of [...Object.keys(constants.errno), 'EHOSTDOWN']) {
      const { text } = diskTrouble(Object.assign(new Error(), { code }), '/srv/orders/in') ?? { text: '' }
      expect([text, readFindings(text).length]).toEqual([text, 1])
    }
  })
})

describe('a receiver’s text without a finding', () => {
  const TEXT =
    'Error in the document. The item was not found in plant 1000. Customer C-77 is blocked. The credit limit is exceeded. Call your account manager. The transaction was rolled back. Nothing was processed. Try again later.'

  function expressionsTried(read: () => unknown): number {
    const tries = vi.spyOn(RegExp.prototype, 'exec')
    try {
      read()
      return tries.mock.calls.length
    } finally {
      tries.mockRestore()
    }
  }

  it('is compared with few sentences of the gateway', () => {
    expect(expressionsTried(() => readFindings(TEXT))).toBeLessThan(300)
  })

  it('is compared once, however many deliveries have the text', () => {
    readFindings(TEXT)
    expect(expressionsTried(() => noteText(TEXT, 'nl'))).toBe(0)
  })
})
