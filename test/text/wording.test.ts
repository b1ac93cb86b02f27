import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../src/problem.ts'
import { refusal } from '../../src/problem.ts'
import { judge } from '../../src/profile/rules.ts'
import { validate } from '../../src/steps/validate.ts'
import { inLanguage } from '../../src/text/wording.ts'
import { refusalWording } from '../../templates/refusals.ts'
import { MALFORMED } from '../corpus/malformed.ts'
import { sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { MORNING } from '../fakes/clock.ts'

const LANGUAGES = ['nl', 'fr', 'de'] as const

describe('a refusal in the supplier’s language', () => {
  it.each(LANGUAGES)(
    'keeps the codes and the paths, and has a sentence in %s for each code a chef can meet',
    (language) => {
      for (const { body } of MALFORMED) {
        const judged = validate(new TextEncoder().encode(body), sampleSupplier(), MORNING)
        if (judged.ok) throw new Error('It was taken.')
        const english = judged.error.refusal
        const said = inLanguage(english, language)
        expect(said.problems.map(({ path, code }) => `${path} ${code}`)).toEqual(
          english.problems.map(({ path, code }) => `${path} ${code}`),
        )
        for (const [at, { message }] of said.problems.entries()) {
          expect(message).not.toBe(english.problems[at]?.message)
          expect(message).not.toMatch(/[{}]|undefined/)
        }
        expect(said.title).not.toBe(english.title)
        expect(said.detail.length).toBeLessThanOrEqual(200)
      }
    },
  )

  it('names the article, the customer and the dates', () => {
    const supplier = sampleSupplier({
      articles: [{ article: 'x' }],
      customers: [],
      unknown: { customer: 'refuse', article: 'refuse' },
    })
    const [first, ...rest] = judge(sampleOrder, supplier, MORNING).refused
    if (!first) throw new Error('Nothing was refused.')
    const { problems } = inLanguage(refusal(422, 'No', first, ...rest), 'nl')
    expect(problems.map(({ message }) => message)).toEqual([
      'Klantnummer K-778812 is bij de leverancier niet bekend. Vraag de leverancier om het toe te voegen.',
      "Artikel AB-100'23 is bij de leverancier niet bekend. Verwijder de regel, of vraag de leverancier om het toe te voegen.",
      'Artikel 200457 is bij de leverancier niet bekend. Verwijder de regel, of vraag de leverancier om het toe te voegen.',
    ])
  })

  it('puts what was posted in once, so that braces in it mean nothing', () => {
    const problem = { path: 'a', code: 'unknown-article' as ProblemCode, message: 'm', values: { article: '{path}$&' } }
    expect(inLanguage(refusal(422, 'No', problem), 'de').problems[0].message).toContain('Artikel {path}$& nicht')
  })

  it('is said in English where a language has no words for it, and in English', () => {
    const problem = { path: 'a', code: 'fault' as ProblemCode, message: 'Ours.' }
    expect(inLanguage(refusal(503, 'A fault', problem), 'fr').problems[0].message).toBe('Ours.')
    expect(inLanguage(refusal(422, 'No', problem), 'en')).toMatchObject({ title: 'No', detail: 'Ours.' })
  })

  it('has the same codes in every language', () => {
    const [first, ...others] = LANGUAGES.map((language) => Object.keys(refusalWording[language] ?? {}).sort())
    for (const other of others) expect(other).toEqual(first)
  })
})
