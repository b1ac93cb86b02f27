import { findingNote } from '../../model/finding.ts'
/** The actor of a manual action, and the actor's note. */
export interface Actor {
  readonly by: string
  readonly note?: string | undefined
  readonly erpReference?: string | undefined
}

export interface ReleaseRequest extends Actor {
  /** Purpose of the version on a route that an earlier version may have reached. */
  readonly as?: 'original' | 'replacement' | undefined
}

export interface DiscardRequest extends Actor {
  /** Ends an order that only mails brought. A repeated call must not end such an order in place of a held version. */
  readonly mailed?: true | undefined
}

export interface DoneRequest extends Actor {
  /** The routes that lead to the systems in which the person keyed the order. Default: each route with something open. */
  readonly routes?: readonly string[] | undefined
}

export interface ReportRequest extends Actor {
  /** The report, if the person keyed no order. A cancellation by hand is recorded as such. */
  readonly report?: 'has-it' | 'copy-done' | undefined
}

/** `message` says why the action is not possible, and which action is. */
export type ActionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 404 | 409; readonly message: string }

export const DONE: ActionResult = { ok: true }
/** A settled delivery stays settled, and no action restores a discarded delivery. */
export const settledAlready = (state: string): ActionResult =>
  wrongState(state === 'discarded' ? findingNote('discarded-stays') : findingNote('settled-already-resend', { state }))

export const wrongState = (message: string): ActionResult => ({ ok: false, status: 409, message })
export const ORDER_NOT_FOUND: ActionResult = { ok: false, status: 404, message: findingNote('no-such-order') }

/** Why the configuration does not allow a route to send a version; null when it does. */
export type MayLeave = (orderId: string, version: number, route: string) => string | null

/** `lateAt`: when a delivery that starts `now` raises a `late` alert. */
export interface Start {
  readonly now: number
  readonly lateAt: number
}
