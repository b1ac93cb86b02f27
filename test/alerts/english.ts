import { alertWording } from '../../templates/alerts.ts'
import { findingWording } from '../../templates/findings.ts'

/** Every text of a wording. */
const texts = (wording: object): string[] =>
  Object.values(wording).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)))

/** Parts of English sentences with at least three words, which no other language has. */
const FRAGMENTS = [...texts(findingWording.en), ...texts(alertWording.en)]
  .flatMap((text) => text.split(/\{\w+\}|[.:;,]|`[^`]*`|“[^”]*”/))
  .map((part) => part.trim())
  .filter((part) => part.split(' ').length >= 3)

/** English of the gateway in a text of another language. */
export const englishIn = (text: string): string[] => FRAGMENTS.filter((part) => text.includes(part))
