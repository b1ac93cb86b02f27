import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../src/model/problem.ts'
import { refusal } from '../../src/model/problem.ts'
import { inLanguage } from '../../src/model/refusal-wording.ts'
import { validate } from '../../src/steps/validate.ts'
import { refusalWording } from '../../templates/refusals.ts'
import { MALFORMED } from '../corpus/malformed.ts'
import { sampleSupplier } from '../documents/sample-order.ts'
import { MORNING } from '../fakes/clock.ts'

const LANGUAGES = ['nl', 'fr', 'de'] as const

describe('a refusal in the chef’s language', () => {
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
          expect(message).not.toBe(inLanguage(english, 'en').problems[at]?.message)
          expect(message).not.toMatch(/[{}]|undefined/)
        }
        expect(said.title).not.toBe(inLanguage(english, 'en').title)
        expect(said.detail.length).toBeLessThanOrEqual(200)
      }
    },
  )

  it('puts what was posted in once, so that braces in it mean nothing', () => {
    const values = { customer: '{field}$&' }
    const problem = { path: 'a', code: 'unknown-customer' as ProblemCode, message: 'm', values }
    expect(inLanguage(refusal(422, 'No', problem), 'de').problems[0].message).toContain('Kundennummer {field}$& nicht')
  })

  it('is said in English where no language has words for it, and as it is to whoever calls an interface of ours', () => {
    const problem = { path: 'a', code: 'fault' as ProblemCode, message: 'Ours.' }
    expect(inLanguage(refusal(503, 'A fault', problem), 'fr').problems[0].message).toBe('Ours.')
    expect(inLanguage(refusal(422, 'No', problem), null)).toMatchObject({ title: 'No', detail: 'Ours.' })
    const missing = { path: 'by', code: 'missing' as ProblemCode, message: 'Say who you are in `by`.' }
    expect(inLanguage(refusal(422, 'No', missing), null).problems).toEqual([missing])
  })

  it('says for each fact what the chef does about it', () => {
    const withFirstDay = ['date-past', 'no-delivery-day', 'cut-off-passed']
    const { facts, remedies } = refusalWording.en
    expect(
      Object.keys(facts)
        .filter((code) => !Object.hasOwn(remedies, code))
        .sort(),
    ).toEqual(withFirstDay.sort())
  })

  it.each(LANGUAGES)('has the same facts, remedies and fields in English and in %s', (language) => {
    const [english, other] = [refusalWording.en, refusalWording[language]]
    for (const part of ['titles', 'fields', 'facts', 'remedies'] as const)
      expect([part, Object.keys(other[part])]).toEqual([part, Object.keys(english[part])])
  })
})
