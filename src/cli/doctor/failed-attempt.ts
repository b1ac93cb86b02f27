import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote } from '../../model/finding.ts'
import { NEXT_STEP } from '../../model/next-step.ts'
import { type Finding, failed } from './finding.ts'

/** Finding of an attempt that ended before the document was sent. */
export function failedAttempt(result: AttemptResult): Finding {
  const phase = 'phase' in result ? result.phase : 'open'
  const text = result.note.replace(/ (Nothing was sent|Nothing was created)\.$/, '')
  return failed(phase, text, findingNote(NEXT_STEP[phase]))
}
