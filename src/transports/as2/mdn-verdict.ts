import type { AttemptResult } from '../../model/attempt-result.ts'
import type { Mdn } from './mdn.ts'
import { type Mics, micIn } from './mic.ts'

export interface SentMessage {
  readonly id: string
  readonly mics: Mics
  /** An earlier attempt may have reached the receiver. */
  readonly mayHaveArrived: boolean
}

const COMPARE = 'its certificates and ours do not fit. Compare with the supplier which certificates are in use.'
/**
 * RFC 4130 §7.4.3. These errors pause the route: every other message would get the same error until the operator
 * changes a setting.
 */
const OF_THE_ROUTE: ReadonlyMap<string, string> = new Map([
  ['decryption-failed', COMPARE],
  ['authentication-failed', COMPARE],
  ['insufficient-message-security', 'ask the supplier which `sign` and `encrypt` it wants.'],
])
const DUPLICATE = /^duplicate[- ]?(document|message|filename)?\b/i

/** Outcome of a delivery whose notification has a valid signature. */
export function judgeMdn(mdn: Mdn, sent: SentMessage): AttemptResult {
  const { type, modifier, reason } = mdn
  if (stripBrackets(mdn.originalMessageId ?? '') !== stripBrackets(sent.id))
    return unproven('its signed answer is about another message')
  if (DUPLICATE.test(reason)) return duplicate(sent)
  if (type !== 'processed' || (modifier !== null && modifier !== 'warning')) return failed(mdn)
  if (!mdn.mic) return unproven('its signed answer does not say what arrived (no Received-Content-MIC)')
  const expected = micIn(sent.mics, mdn.mic.algorithm)
  if (expected === null) return unproven('the MIC in its signed answer is of a kind that is not known here')
  if (expected !== mdn.mic.digest) return unproven('the MIC in its signed answer is not that of what was sent')
  const but = modifier === null ? '' : `, with a warning: ${reason || 'no reason given'}`
  return { outcome: 'delivered', note: `The receiver signed that it processed the document${but}.` }
}

/**
 * Our Message-ID belongs to one version, so the receiver already has this document. If no earlier attempt can have
 * arrived, the receiver has mistaken the document, for example for an earlier document with the same control number.
 */
function duplicate({ mayHaveArrived }: SentMessage): AttemptResult {
  if (mayHaveArrived) return { outcome: 'delivered', note: 'The receiver signed that it had the document already.' }
  const note =
    'The receiver signed that it had the document already, though nothing had been sent to it before. Ask whether it has this order.'
  return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note }
}

function failed({ type, modifier, reason }: Mdn): AttemptResult {
  const text = `The receiver signed "${[type, modifier].filter(Boolean).join('/')}${reason && `: ${reason}`}"`
  const advice = OF_THE_ROUTE.get(reason.toLowerCase().replace(/[^a-z-].*$/, ''))
  if (advice === undefined) return { outcome: 'refused', reached: 'maybe', phase: 'receipt', note: `${text}.` }
  return { outcome: 'refused', reached: 'no', routeWide: true, phase: 'receipt', note: `${text}: ${advice}` }
}

/** Removes the angle brackets, because some products omit the brackets. */
export const stripBrackets = (id: string): string => id.replace(/^<|>$/g, '')

/** The receiver may have the document but did not prove the receipt, so a person must ask. */
export const unproven = (why: string): AttemptResult => ({
  outcome: 'refused',
  reached: 'maybe',
  phase: 'receipt',
  note: `The receiver took the message, but ${why}. Ask whether it has this order.`,
})
