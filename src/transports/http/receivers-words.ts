import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import { shownSentence } from '../../text/shown.ts'
import { withAbortSignal } from '../../web/time-limit.ts'
import { NOTHING, readBeginning } from './answer-bytes.ts'
import { hideValues } from './hidden-values.ts'

const LENGTH = 200
/** A longer text would make the search for markup slow. */
const MARKUP_LENGTH = 4_000

/** A body that takes longer is for no reader: the result stands, and the next delivery waits. */
const READ_MS = 2_000

/**
 * Adds the words of the body to the note of a refusal, so that the desk reads why. A body of markup has its text. Never
 * shows `secrets`, which a receiver may repeat.
 */
export async function withReceiversWords(
  result: AttemptResult,
  response: Response,
  secrets: readonly string[],
): Promise<AttemptResult> {
  if (result.outcome !== 'refused' || response.status < 400 || response.status >= 500) return result
  const { bytes } = await withAbortSignal(READ_MS, (signal) => readBeginning(response, signal)).catch(() => NOTHING)
  // Before the cut: a part of a secret would have no match.
  const text = hideValues(new TextDecoder().decode(bytes), secrets)
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
