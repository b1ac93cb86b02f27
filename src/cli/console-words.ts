import path from 'node:path'
import { LANGUAGES } from '../model/language.ts'
import { ROOT } from './place.ts'

/** Rejects for a file of the console's words that is no JSON. The Worker would find the mistake on a page. */
export async function checkConsoleWords(): Promise<void> {
  const files = LANGUAGES.map((language) => path.join(ROOT, 'templates/console', `words.${language}.json`))
  await Promise.all(files.map((file) => import(file, { with: { type: 'json' } })))
}
