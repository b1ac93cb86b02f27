import { expect, it } from 'vitest'
import { contactOf, mailOf } from '../../../src/documents/content/contact.ts'
import type { FieldOwner } from '../../../src/documents/content/elements.ts'
import { xmlKeys } from '../../../src/documents/xml/writer.ts'
import type { Warning } from '../../../src/model/document.ts'

const CARRIER: FieldOwner = { name: 'X', repertoire: xmlKeys }
const NAME = { kind: 'wording', max: 12, parts: 1 } as const
const MAIL = { kind: 'key', max: 20 } as const

function contact(person: string | null) {
  const warnings: Warning[] = []
  return {
    ...contactOf(person, { contact: NAME, mail: MAIL }, CARRIER, warnings),
    codes: warnings.map(({ code }) => code),
  }
}

it('names whoever ordered twice, where an address fits as a name too', () => {
  expect(contact('chef@bi.test')).toEqual({ name: 'chef@bi.test', mail: 'chef@bi.test', codes: [] })
  expect(contact('chef@bis.test')).toEqual({ name: '', mail: 'chef@bis.test', codes: [] })
})

it('cuts a name, and an address that is too long to be one', () => {
  expect(contact('Chef de Partie')).toEqual({ name: 'Chef de Part', mail: '', codes: ['cut'] })
  expect(contact('chef@bistro.example.test')).toEqual({ name: 'chef@bistro.', mail: '', codes: ['cut'] })
})

it('says nothing of nobody', () => expect(contact(null)).toEqual({ name: '', mail: '', codes: [] }))

it.each(['chef', '@bistro.test', 'chef@', 'a b@c.test', 'a@b@c.test', 'chef@bistro.test\u0001'])(
  'takes %j for no address',
  (person) => expect(mailOf(person, { kind: 'key', max: 50 }, CARRIER)).toBeUndefined(),
)
