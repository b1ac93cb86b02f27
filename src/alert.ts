export type AlertKind = 'held' | 'refused' | 'paused' | 'late' | 'fault' | 'unconfirmed' | 'secret' | 'acknowledgement'

/** Something a person must know. Sent once, to every channel configured. */
export interface Alert {
  readonly kind: AlertKind
  readonly supplier: string
  readonly orderId?: string
  readonly orderNumber?: string
  readonly route?: string
  /** What happened and what to do, in plain sentences. No order contents beyond the number, no secrets. */
  readonly text: string
  /** For content that differs from what was accepted before: one line a difference. */
  readonly diff?: readonly string[]
}
