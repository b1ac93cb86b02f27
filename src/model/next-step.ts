import type { Phase } from './attempt-result.ts'

/** The action for a person after an attempt that ended in this phase. One sentence; the attempt's note says why. */
export const NEXT_STEP: Readonly<Record<Phase, string>> = {
  settings: 'Set the secret, or mend the setting, that is named.',
  connect:
    'Ask the supplier whether the server runs, and whether it lets Cloudflare in; `npx orderbridge doctor` looks from your desk.',
  secure: 'Compare host key or certificate with the supplier; `npx orderbridge doctor` shows what their server has.',
  'sign in':
    'Compare user, password, key or token with the supplier; they may also have locked us out after too many tries.',
  open: 'Compare folder, bucket or addresses with the supplier: nothing of theirs is ever created.',
  write: 'Ask the supplier for the right to write there, and whether there is room.',
  rename: "Ask the supplier for the right to rename and replace, or set completion to 'triggerFile' or 'direct'.",
  receipt: 'Ask the supplier whether they have it, and what their system has against it.',
}

/**
 * The same action, with the gateway's own next step. Null for a delivery that needs no action or that is held for a
 * reason.
 */
export function nextStep(state: string, phase: Phase | null): string | null {
  if (phase === null) return null
  switch (state) {
    case 'refused':
      return `${NEXT_STEP[phase]} Then retry the delivery, or its route.`
    case 'deferred':
      return `It is tried again by itself. If this goes on: ${NEXT_STEP[phase]}`
    case 'uncertain':
      return 'It is sent again under the same identity. Whoever must know now asks the supplier whether it came.'
    default:
      return null
  }
}
