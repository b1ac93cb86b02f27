import type { RenderContext } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import { localMoment } from '../model/local-time.ts'
import type { NumberRange } from '../model/numbering.ts'
import type { Counter } from '../outbox/numbers.ts'
import { numberingOf, rangesOf } from '../profile/control-numbers.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { cutOffFact } from './mail-facts.ts'
import { firstContext } from './test-document.ts'

/** The state of a supplier's outbox on which the next document depends. */
export interface OutboxState {
  readonly storageId: string
  readonly counters: readonly Counter[]
}

/** The gateway's settings on which a mail depends. */
export interface MailSettings {
  readonly name: string
  readonly publicUrl?: string | undefined
  readonly linkSecret?: string | undefined
}

/**
 * In place of the token of a mail. A token of the gateway would let its reader confirm, or bounce, an order that was
 * never sent.
 */
export const SAMPLE_TOKEN = 'sample'

interface Tried {
  readonly supplier: Supplier
  readonly now: number
  readonly cutOff: number | null
  readonly mail: MailSettings
}

/** The occasions of an order's first documents, one route after the other. Allocates no number. */
export function createTrialOccasions({ supplier, now, cutOff, mail }: Tried, { counters }: OutboxState) {
  const last = new Map(counters.map((counter) => [counter.sequence, counter.last]))
  const next = (range: NumberRange | null): number | null => {
    if (!range) return null
    const number = numberAfter(last.get(range.sequence), range)
    last.set(range.sequence, number)
    return number
  }
  return (route: Route): { readonly occasion: RenderContext; readonly token?: string } => {
    const { document, controlNumbers, receipt } = route
    const isMail = document.format === 'email'
    const { control, group } = rangesOf(
      controlNumbers,
      numberingOf(route, formats[document.format]?.numbering?.(document)),
    )
    const isAsked = isMail && mail.linkSecret !== undefined && mail.publicUrl !== undefined && receipt === 'person'
    const confirmUrl = `${mail.publicUrl}/confirm/${mail.name}/${route.name}/${SAMPLE_TOKEN}`
    return {
      occasion: {
        ...firstContext(next(control) ?? 0, localMoment(now, supplier.timeZone)),
        groupNumber: next(group),
        ...(isMail ? cutOffFact(cutOff, supplier) : {}),
        ...(isAsked ? { confirmUrl } : {}),
      },
      ...(isMail && mail.linkSecret !== undefined ? { token: SAMPLE_TOKEN } : {}),
    }
  }
}

/** The number that the outbox allocates after `last`. */
const numberAfter = (last: number | undefined, { start, wrapAt }: NumberRange): number =>
  last === undefined || last >= wrapAt ? start : Math.max(last + 1, start)
