/** Who acts, and what they say about it. */
export interface Actor {
  readonly by: string
  readonly note?: string | undefined
  readonly erpReference?: string | undefined
}

export interface ReleaseRequest extends Actor {
  /** How the version goes out on a route that an earlier version may have reached. */
  readonly as?: 'original' | 'replacement' | undefined
}

/** `message` says why not, and what would. */
export type ActionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 404 | 409; readonly message: string }

export const DONE: ActionResult = { ok: true }
/** What was settled stays so; what was discarded no action brings back. */
export const settledAlready = (state: string): ActionResult =>
  wrongState(
    state === 'discarded'
      ? 'It is discarded, and stays so: key it by hand, if they want it after all.'
      : `It is ${state} already. Resend it if it must go once more.`,
  )

export const wrongState = (message: string): ActionResult => ({ ok: false, status: 409, message })
export const UNDER_WAY = 'A try is under way. Wait for it to end, at most a minute.'
export const ORDER_NOT_FOUND: ActionResult = { ok: false, status: 404, message: 'There is no such order.' }

/** What the configuration says of a route, as far as a release must know. */
export type MayLeave = (orderId: string, version: number, route: string) => string | null

/** What is set going `now` is told as late from `lateAt`. */
export interface Start {
  readonly now: number
  readonly lateAt: number
}
