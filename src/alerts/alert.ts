import type { Language } from '../model/language.ts'
import type { AlertKind } from './kinds.ts'

/** An alert to people, or the end of an incident. Sent once, to every configured channel. */
export interface Alert {
  /** Identical on every channel and at every attempt. */
  readonly id: string
  /** `resolved`: the incident of kind `of` is resolved. `statement`: the daily statement. */
  readonly kind: AlertKind | 'resolved' | 'statement'
  readonly of?: AlertKind
  /** The supplier's key in the configuration. */
  readonly supplier: string
  /** The supplier's name, for people. Absent for a removed supplier, and in an alert that an earlier version queued. */
  readonly supplierName?: string
  readonly orderId?: string
  readonly orderNumber?: string
  readonly route?: string
  /** The cause within the kind: a hold reason, the name of a secret. */
  readonly cause?: string
  /** The kind in the reader's language: the subject of a mail. */
  readonly title?: string
  /** The event and the step to take, in plain sentences. No order contents beyond the number, no secrets. */
  readonly text: string
  /** Link to the page where a person can check and act. */
  readonly url?: string
  /** Differences from the accepted content: one line for each difference. */
  readonly diff?: readonly string[]
  /** Text for the customer, ready to be forwarded: its first line is the subject. */
  readonly forward?: string
  /** Identical in all messages of one incident, from the first message to the end. */
  readonly incident?: string
  /** When the incident began, ISO 8601, UTC. */
  readonly since?: string
  /** Number of affected orders so far; for an incident without orders, the number of occurrences. */
  readonly count?: number
  /** The orders of a message about several orders; only the first orders of a long list. */
  readonly orders?: readonly AlertOrder[]
  /** The parts of `text` for a mail. Absent in an alert that an earlier version of the gateway queued. */
  readonly details?: AlertDetails
}

export interface AlertDetails {
  readonly language: Language
  /** The supplier's name, above the title. */
  readonly about: string
  readonly what: string
  /** When it began, in the reader's words and on the supplier's clock. */
  readonly since?: string
  readonly amount?: string
  /** The order of a message about one order, in the reader's words. Deleted with the order. */
  readonly order?: AlertedOrder
  /** The page where a person does the first step, if the page of the order is not that page. */
  readonly catalogueUrl?: string
  /** The steps to take, one sentence each. */
  readonly steps: readonly string[]
}

/** Tells how urgent the order is. */
export interface AlertedOrder {
  readonly customer?: string
  readonly deliveryDay?: string
  readonly cutOff?: string
}

export interface AlertOrder {
  readonly orderId: string
  readonly orderNumber: string | null
}
