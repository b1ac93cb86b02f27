import { describe, expect, it } from 'vitest'
import { fill } from '../../src/text/fill.ts'
import { WORDING_FILES } from './wording-files.ts'

const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
type Language = (typeof LANGUAGES)[number]

/** Values that count something. */
const COUNTS = [
  ...['absent', 'added', 'apicbase', 'bits', 'changed', 'count', 'days', 'delivered', 'done', 'expected', 'hours'],
  ...['least', 'left', 'length', 'limit', 'matching', 'minutes', 'missing', 'most', 'ordered', 'read', 'received'],
  ...['same', 'seconds', 'size', 'suppliers', 'there', 'total', 'tries', 'used', 'waiting', 'weeks'],
]

/** Values with the name of a count that count nothing in this text. */
const NO_COUNT = /^(?:console\.today\.speed most|console\.bulk\.some done|alerts\.whys\.storage-\w+ (?:used|limit))$/

function leaves(place: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  return Object.entries(Object(value)).flatMap(([key, inner]) => leaves(`${place}.${key}`, inner))
}

interface Counted {
  readonly language: Language
  readonly place: string
  readonly name: string
  readonly text: string
}

const texts: Counted[] = LANGUAGES.flatMap((language) =>
  Object.entries(WORDING_FILES).flatMap(([file, words]) =>
    leaves(file, words[language]).flatMap(([place, text]) =>
      COUNTS.filter(
        (name) => new RegExp(String.raw`\{${name}[}=<]`).test(text) && !NO_COUNT.test(`${place} ${name}`),
      ).map((name) => ({ language, place, name, text })),
    ),
  ),
)

/** The words of a text with a number, without the number. */
const wordsWith = ({ text, name }: Counted, value: number): string =>
  fill(text.replaceAll(`{${name}}`, '#'), { [name]: String(value) })

/** A number after a colon counts what stands before the colon, in the words of a list. */
const isLabelled = ({ text, name }: Counted): boolean => new RegExp(String.raw`:\s(?:\S+\s)?\{${name}\}`).test(text)

/** Texts with the same words for one and for two, by the reason. A place without a language is meant in each. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  'no word of the sentence depends on the number': [
    ...[
      'missing',
      'more',
      'moreArticles',
      'moreToCall',
      'changes',
      'perHourToday',
      'perHourUsual',
      'busiest',
      'partly',
    ].map((key) => `console.today.${key}`),
    ...['nl', 'de', 'en'].flatMap((language) =>
      ['uncertain', 'open', 'elsewhere', 'routeDay'].map((key) => `${language} console.today.${key}`),
    ),
    ...['console.bulk.holdButton', 'console.bulk.releaseButton', 'console.bulk.discardButton'],
    ...['nl console.catalogue.counted', 'de console.catalogue.counted', 'console.catalogue.importCounts'],
    ...['en console.routes.retry.what', 'console.settings.ofLimit', 'refusals.more'],
    ...['alerts.whys.turned-away', 'alerts.whys.missed-orders', 'nl alerts.frames.others', 'de alerts.frames.others'],
    ...['findings.line-accepted', 'nl customer-notice.more', 'de customer-notice.more', 'en customer-notice.more'],
    ...[
      'nl statements.more',
      'de statements.more',
      'en statements.more',
      'fr statements.unlisted',
      'statements.counts',
      'statements.compared',
    ],
    ...['en findings.key-too-long', 'en findings.row-too-long'],
    ...['nl', 'fr', 'de'].map((language) => `${language} alerts.frames.over-mailed`),
  ],
  'the word is the same for one and for many': [
    ...['nl alerts.whys.silent-limit', 'nl findings.given-up', 'nl findings.given-up-waiting'],
    ...['de console.catalogue.askedBy', 'de findings.key-too-short', 'de findings.row-too-short'],
  ],
  'the number behind "of" is that of the whole, which has many': [
    ...['en console.catalogue.counted', 'fr console.catalogue.counted', 'console.bulk.some'],
  ],
  'another text has the words for one': [
    ...['console.today.triedMany', 'alerts.frames.times', 'findings.interchange-with'],
    ...['hold', 'release', 'discard'].flatMap((action) => [
      `console.bulk.${action}Title`,
      `console.bulk.${action}What`,
    ]),
    'console.bulk.keyedTitle',
  ],
  'a limit, or what is above a limit, is never one': [
    ...[
      'run-requests',
      'run-calls',
      'run-seconds',
      'reply-too-long',
      'reply-too-deep',
      'reply-segments',
      'reply-values',
    ],
    ...[
      'api-too-long',
      'api-too-deep',
      'ack-too-many',
      'key-too-long',
      'key-too-short',
      'row-too-long',
      'row-too-short',
    ],
    ...['quantity-digits', 'quantity-idoc', 'wait-batch', 'unsecured-again', 'as2-key-short'],
  ].map((key) => `findings.${key}`),
  'a document, or a limit of bytes, has more than one byte': [
    ...['findings.bytes-held', 'findings.bytes-gave', 'findings.arrival-found', 'findings.test-sent'],
    'refusals.facts.too-large',
  ],
  'the weeks are several, and no word depends on the average': ['alerts.whys.silent-learned'],
}

const exceptions = new Set(Object.values(SAME).flat())
const isException = ({ place, language }: Counted): boolean =>
  exceptions.has(place) || exceptions.has(`${language} ${place}`)

describe('a text with a number', () => {
  it('has other words for one than for two, or is a list or an exception', () => {
    const same = texts.filter((one) => wordsWith(one, 1) === wordsWith(one, 2) && !isLabelled(one) && !isException(one))
    expect(same.map(({ language, place, name, text }) => `${language} ${place} {${name}}: ${text}`)).toEqual([])
  })

  it('has for none the words of many, and in French the words of one', () => {
    for (const one of texts)
      expect([one.place, wordsWith(one, 0)]).toEqual([one.place, wordsWith(one, one.language === 'fr' ? 1 : 2)])
  })

  it('needs each exception of the list', () => {
    const same = texts.filter((one) => wordsWith(one, 1) === wordsWith(one, 2) && !isLabelled(one))
    const used = new Set(same.flatMap(({ language, place }) => [place, `${language} ${place}`]))
    expect([...exceptions].filter((place) => !used.has(place))).toEqual([])
  })

  it('is found in each language', () => {
    for (const language of LANGUAGES)
      expect(texts.filter((one) => one.language === language).length).toBeGreaterThan(120)
  })
})
