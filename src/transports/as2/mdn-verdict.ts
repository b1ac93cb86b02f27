import type { AttemptResult } from '../../model/attempt-result.ts'
import { type FindingCode, findingNote } from '../../model/finding.ts'
import type { Mdn } from './mdn.ts'
import { type Mics, micIn } from './mic.ts'

export interface SentMessage {
  readonly id: string
  readonly mics: Mics
  /** An earlier attempt may have reached the receiver. */
  readonly mayHaveArrived: boolean
}

/**
 * RFC 4130 §7.4.3. These errors pause the route: every other message would get the same error until the operator
 * changes a setting.
 */
const OF_THE_ROUTE: ReadonlyMap<string, FindingCode> = new Map<string, FindingCode>([
  ['decryption-failed', 'mdn-failed-certificates'],
  ['authentication-failed', 'mdn-failed-certificates'],
  ['insufficient-message-security', 'mdn-failed-security'],
])
const DUPLICATE = /^duplicate[- ]?(document|message|filename)?\b/i

/** Outcome of a delivery whose notification has a valid signature. */
export function judgeMdn(mdn: Mdn, sent: SentMessage): AttemptResult {
  const { type, modifier, reason } = mdn
  if (stripBrackets(mdn.originalMessageId ?? '') !== stripBrackets(sent.id))
    return unproven(findingNote('mdn-other-message'))
  if (DUPLICATE.test(reason)) return duplicate(sent)
  if (type !== 'processed' || (modifier !== null && modifier !== 'warning')) return failed(mdn)
  if (!mdn.mic) return unproven(findingNote('mdn-no-mic'))
  const expected = micIn(sent.mics, mdn.mic.algorithm)
  if (expected === null) return unproven(findingNote('mdn-mic-unknown'))
  if (expected !== mdn.mic.digest) return unproven(findingNote('mdn-mic-differs'))
  const note =
    modifier === null
      ? findingNote('mdn-delivered')
      : findingNote('mdn-warning', { words: reason || 'no reason given' })
  return { outcome: 'delivered', note }
}

/**
 * Our Message-ID belongs to one version, so the receiver already has this document. If no earlier attempt can have
 * arrived, the receiver has mistaken the document, for example for an earlier document with the same control number.
 */
function duplicate({ mayHaveArrived }: SentMessage): AttemptResult {
  if (mayHaveArrived) return { outcome: 'delivered', note: findingNote('mdn-duplicate') }
  return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note: findingNote('mdn-duplicate-unsent') }
}

function failed({ type, modifier, reason }: Mdn): AttemptResult {
  const words = `${[type, modifier].filter(Boolean).join('/')}${reason && `: ${reason}`}`
  const code = OF_THE_ROUTE.get(reason.toLowerCase().replace(/[^a-z-].*$/, ''))
  if (code === undefined)
    return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note: findingNote('mdn-failed', { words }) }
  return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'receipt', note: findingNote(code, { words }) }
}

/** Removes the angle brackets, because some products omit the brackets. */
export const stripBrackets = (id: string): string => id.replace(/^<|>$/g, '')

/** The receiver may have the document but did not prove the receipt, so a person must ask. */
export const unproven = (why: string): AttemptResult => ({
  outcome: 'refused',
  reached: 'maybe',
  phase: 'receipt',
  note: findingNote('mdn-unproven', { reason: why }),
})
