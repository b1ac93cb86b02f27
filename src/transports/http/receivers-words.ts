import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import { shownSentence } from '../../text/shown.ts'
import type { AnswerText } from './answer.ts'

const LENGTH = 200
/** A longer text would make the search for markup slow. */
const MARKUP_LENGTH = 4_000

/** The receiver refuses this document, mostly for a reason that the body names. */
export const refuses = (status: number): boolean => status >= 400 && status < 500

/** Adds the words of the body to the note of a refusal, so that the desk reads why. A body of markup has its text. */
export function withReceiversWords(result: AttemptResult, status: number, { text }: AnswerText): AttemptResult {
  if (result.outcome !== 'refused' || !refuses(status)) return result
  const words = shownSentence(
    text
      .slice(0, MARKUP_LENGTH)
      .replace(/<style.*?<\/style>|<[^>]*>/gis, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    LENGTH,
  )
  if (words === '') return result
  return { ...result, note: [result.note, findingNote('receiver-wrote', { answer: words })].join(' ') }
}
