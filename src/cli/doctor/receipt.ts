import { NEXT_STEP } from '../../next-step.ts'
import type { Receipt } from '../../receipt.ts'
import { bad, type Finding } from './finding.ts'

/** What a transport itself says of a try that ended before anything was sent. */
export function failed(receipt: Receipt): Finding {
  const phase = 'phase' in receipt ? receipt.phase : 'open'
  const said = receipt.note.replace(/ (Nothing was sent|Nothing was created)\.$/, '')
  return bad(phase, said, NEXT_STEP[phase])
}
