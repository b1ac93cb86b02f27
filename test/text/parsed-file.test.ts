import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parsedFile } from '../../src/text/parsed-file.ts'
import { byLanguage } from '../../templates/by-language.ts'
import { statementWording } from '../../templates/statements.ts'

/** The bytes of a file, as a Worker imports the file. */
const bytes = (text: string) => new TextEncoder().encode(text).buffer
const file = (language: string) =>
  bytes(readFileSync(path.join(import.meta.dirname, `../../templates/statements.${language}.json`), 'utf8'))

test('a Worker reads from the bytes of a file what Node reads from the imported file', () => {
  const words = byLanguage<unknown>({ en: file('en'), nl: file('nl'), fr: file('fr'), de: file('de') })
  for (const language of ['en', 'nl', 'fr', 'de'] as const) expect(words[language]).toEqual(statementWording[language])
})

test('the words of a language are parsed at their first use, and once', () => {
  const notRead = bytes('no JSON')
  const words = byLanguage<unknown>({ en: bytes('{"a":1}'), nl: notRead, fr: notRead, de: notRead })
  expect(words.en).toBe(words.en)
  expect(() => words.nl).toThrow(SyntaxError)
})

test('an object stays the same object', () => {
  const content = { a: 1 }
  expect(parsedFile(content)).toBe(content)
})
