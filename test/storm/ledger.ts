import type { Said } from '../crash/moods.ts'

/** All that was seen from outside the gateway, in the order in which it happened. Times are milliseconds of this machine's clock. */
export interface Ledger {
  readonly orders: Map<string, StormOrder>
  readonly postings: Posting[]
  readonly actions: Action[]
  readonly arrivals: Arrival[]
  readonly alerts: ToldAlert[]
  readonly replies: Reply[]
  /** Kills, changes of the configuration, restores: what the operator did. */
  readonly moments: Moment[]
}

export interface StormOrder {
  readonly supplier: string
  readonly id: string
  readonly number: string
  /** The quantity of the first line tells the contents of one order apart. Oldest first; the same one again only when it was placed again. */
  readonly contents: number[]
  /** The contents with which Apicbase has listed it as ordered, oldest first. */
  readonly listed: number[]
}

/** A chef sent the order by the webhook. */
export interface Posting {
  readonly orderId: string
  readonly content: number
  readonly at: number
  answeredAt: number | null
  /** 0 while there is no answer. */
  code: number
  status: string | null
  version: number | null
  detail: string
}

/** The order desk acted on an order, or on a route where there is no order. */
export interface Action {
  readonly name: string
  readonly supplier: string
  readonly orderId: string | null
  readonly route: string | null
  readonly to: string | null
  readonly at: number
  answeredAt: number | null
  /** 0 while there is no answer: nobody knows whether it was done. */
  code: number
  /** The versions that the answer shows as discarded, and did not before. */
  discarded: readonly { readonly version: number; readonly route: string }[]
  detail: string
}

/** One document that came in whole. */
export interface Arrival {
  readonly supplier: string
  readonly route: string
  readonly at: number
  /** One for every attempt of one document. */
  readonly key: string
  readonly digest: string
  readonly parts: readonly Part[]
  /** Where the document may have arrived without the gateway knowing. */
  said: Said
  /** The receiver acts on it; a repeat of a key is passed over. */
  processed: boolean
}

/** One order in a document. */
export interface Part {
  readonly orderNumber: string
  readonly content: number
  readonly mark: 'repeat' | 'replacement' | 'cancellation' | 'test' | null
  readonly controlNumber: string | null
}

export interface ToldAlert {
  readonly at: number
  readonly kind: string
  readonly supplier: string
  readonly route: string | null
  readonly cause: string | null
  readonly orderIds: readonly string[]
  readonly text: string
}

/** What the receiver's system replied to a document: CONTRL, ORDRSP, 997, 855. */
export interface Reply {
  readonly supplier: string
  readonly route: string
  readonly orderNumbers: readonly string[]
  readonly says: string
  readonly isRejection: boolean
  readonly at: number
  answeredAt: number | null
  code: number
  /** Order numbers that the gateway matched as rejected. */
  rejected: readonly string[]
  detail: string
}

export interface Moment {
  readonly at: number
  readonly text: string
  /** Alerts that waited were lost: with all storage, or with the old key of a supplier. */
  readonly isLoss?: boolean
}

export const createLedger = (): Ledger => ({
  orders: new Map(),
  postings: [],
  actions: [],
  arrivals: [],
  alerts: [],
  replies: [],
  moments: [],
})
