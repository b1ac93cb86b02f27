import type { AlertKind } from './kinds.ts'

/** Something a person must know, or that it is over. Sent once, to every channel configured. */
export interface Alert {
  /** The same on every channel and at every try. */
  readonly id: string
  /** `recovered`: what `of` names is over. `statement`: the daily one. */
  readonly kind: AlertKind | 'recovered' | 'statement'
  readonly of?: AlertKind
  readonly supplier: string
  readonly orderId?: string
  readonly orderNumber?: string
  readonly route?: string
  /** Which of the things that this kind can mean: a hold reason, the name of a secret. */
  readonly cause?: string
  /** Which kind of trouble, in the reader's language: the subject of a mail. */
  readonly title?: string
  /** What happened and what to do, in plain sentences. No order contents beyond the number, no secrets. */
  readonly text: string
  /** Where to look and to act. */
  readonly url?: string
  /** For content that differs from what was accepted before: one line a difference. */
  readonly diff?: readonly string[]
  /** For the order's customer, ready to be passed on: its first line is the subject. */
  readonly forward?: string
  /** The same for everything that is said of one trouble, from its first message to its recovery. */
  readonly incident?: string
  /** When the trouble began, ISO 8601, UTC. */
  readonly since?: string
  /** How many orders it has met so far; of what isn't about orders, how many times it happened. */
  readonly count?: number
  /** Those that this message tells of, where there are several; the first of them, where there are many. */
  readonly orders?: readonly AlertOrder[]
}

export interface AlertOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}
