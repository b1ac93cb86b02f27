import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskRemark } from '../../src/model/desk-wording.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { noteProblems } from '../../src/model/note-problems.ts'
import { deskText, orderProblem } from '../../src/model/problem-text.ts'

const article = (index: number, number: string) => ({
  ...orderProblem(`packages[${index}].supplier_package.supplier_article_number`, 'unknown-article', {
    article: number,
  }),
  line: { article: number, name: 'Jus d’orange' },
})
const problems = [
  article(0, '3105'),
  article(3, '3106'),
  orderProblem('supplier_customer_number', 'unknown-customer', { customer: 'K-1' }),
]

describe('a note in the supplier’s language', () => {
  it('has its problems in English, whatever the language and however many of them it names', () => {
    fc.assert(
      fc.property(fc.subarray(problems, { minLength: 1 }), fc.constantFrom(...LANGUAGES), (named, language) => {
        const read = noteProblems(deskRemark(named, language), problems)
        expect(read.map(({ message }) => message)).toEqual(named.map((problem) => deskText(problem, 'en')))
      }),
    )
  })

  it('is known after it was cut', () => {
    expect(noteProblems(deskRemark(problems, 'nl').slice(0, 90), problems)).toHaveLength(3)
  })

  it.each(['The chef calls.', `${deskRemark(problems, 'nl')} En de chef belt.`])(
    'with other text stays: %s',
    (note) => {
      expect(noteProblems(note, problems)).toEqual([])
    },
  )
})
