import type { Phase } from './attempt-result.ts'
import { type Finding, type FindingCode, findingNote } from './finding.ts'
import { isLasting } from './lasting-cause.ts'

/** The action for a person after an attempt that ended in this phase. One sentence; the attempt's note says why. */
export const NEXT_STEP: Readonly<Record<Phase, FindingCode>> = {
  settings: 'step-settings',
  connect: 'step-connect',
  secure: 'step-secure',
  'sign in': 'step-sign-in',
  open: 'step-open',
  write: 'step-write',
  rename: 'step-rename',
  receipt: 'step-receipt',
}

/** A paused route sends no single delivery. A retry of the route ends a pause of the gateway, not a pause by a person. */
const REFUSED = {
  open: 'next-refused',
  gateway: 'next-refused-paused',
  person: 'next-refused-resume',
} as const

/**
 * The same action, with the gateway's own next step. Null for a delivery that needs no action or that is held for a
 * reason.
 */
export function nextStep(
  state: string,
  phase: Phase | null,
  pause: 'gateway' | 'person' | null,
  note: string | null,
): Finding | null {
  if (phase === null) return null
  switch (state) {
    case 'refused':
      return { code: REFUSED[pause ?? 'open'], values: { step: findingNote(NEXT_STEP[phase]) } }
    case 'deferred':
      if (note !== null && isLasting(note))
        return {
          code: 'next-lasting',
          values: { step: findingNote(phase === 'connect' ? 'step-name' : NEXT_STEP[phase]) },
        }
      return { code: 'next-deferred', values: { step: findingNote(NEXT_STEP[phase]) } }
    case 'uncertain':
      return { code: 'next-uncertain', values: {} }
    default:
      return null
  }
}
