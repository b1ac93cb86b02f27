import type { ConsoleWording } from '../../../templates/console.ts'
import type { Language } from '../../model/language.ts'
import type { ReadAsset } from '../../ports.ts'

/** By the text of the file. An instance parses the words of a language once. */
const parsed = new Map<string, ConsoleWording>()

/** The words of the console's pages. */
export async function readWords(language: Language, read: ReadAsset): Promise<ConsoleWording> {
  const text = await read(`words.${language}.json`)
  const known = parsed.get(text)
  if (known) return known
  const words: ConsoleWording = JSON.parse(text)
  parsed.set(text, words)
  return words
}
