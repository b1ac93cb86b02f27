import type { ZodMiniType } from 'zod/mini'
import type { FormatOutput, Purpose, TextOutput, Warning } from '../document.ts'
import type { LocalMoment, Order } from '../order/order.ts'
import type { Problem } from '../problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { Result } from '../result.ts'

/** A route's `document` settings. Each format narrows this to its own. */
export interface DocumentSettings {
  readonly format: string
}

/** Whose order it is, and how this route wants it written. */
export interface Profile<S extends DocumentSettings = DocumentSettings> {
  readonly supplier: Supplier
  readonly document: S
}

/** What only the moment of writing knows. Handed in, so that a format has no clock and no counter. */
export interface RenderContext {
  /** From the counter of the pair that `numbering()` names, or of the route's files; 0 where neither is numbered. */
  readonly controlNumber: number
  /** Of the group inside the interchange; null where it has the interchange's. */
  readonly groupNumber: number | null
  /** When this document was first prepared, in the supplier's zone. The same on every retry. */
  readonly preparedAt: LocalMoment
  /** 1 for the first content of an order. */
  readonly version: number
  readonly purpose: Purpose
  /** Of a replacement or a cancellation: the first version that left by this route, or may have; 1 where that isn't known. */
  readonly firstSent?: number
  /** Of a correction of a document that was handed over: which one it is, from 1; absent on any other document. */
  readonly correction?: number
  /** The supplier may already have this order by another way. */
  readonly possibleRepeat: boolean
  /** Where a person may say that it reached them; mails show it. */
  readonly confirmUrl?: string
}

/** What receivers know control numbers by, and how long they may be. */
export interface Numbering {
  /** Sender and recipient, test apart from live: receivers check that a number is new for them. */
  readonly pair: string
  /** The greatest that the element holds. */
  readonly greatest: number
  /** The greatest number of the group in it; null where there is no group. */
  readonly greatestGroup: number | null
}

/** One order of a document, and the occasion it is written on: of that, numbers and moment are the document's. */
export interface Entry {
  readonly order: Order
  readonly occasion: RenderContext
}

export type Entries = readonly [Entry, ...Entry[]]

/** Several orders in one text. */
export interface CombinedText extends Omit<TextOutput, 'warnings'> {
  /** Of each order its own. */
  readonly warnings: readonly (readonly Warning[])[]
}

/** How an order is written: one file under `documents/`, one line in `registry.ts`. Pure. */
export interface Format<S extends DocumentSettings = DocumentSettings, W extends FormatOutput = TextOutput> {
  readonly id: string
  readonly mediaType: string
  /** Without the dot. */
  readonly extension: string
  /** The schema of the route's `document` settings, `format` included. */
  readonly settings: ZodMiniType<S>
  /**
   * What of this order the format cannot carry: keys, quantities and dates only. Reads the element table and writes
   * nothing. Empty exactly when `write` succeeds on every occasion (a property test holds this).
   */
  findProblems(order: Order, profile: Profile<S>): Problem[]
  write(order: Order, profile: Profile<S>, occasion: RenderContext): Result<W, Problem[]>
  /**
   * Several orders, each of which fits, as one document in this order; of one, what `write` writes, unless the format says
   * otherwise. Fails only where fewer would do. Absent where a document holds one order.
   */
  combine?(entries: Entries, profile: Profile<S>): Result<CombinedText, Problem[]>
  /** Orders that differ in this can't stand in one document. Absent where any can. */
  batchKey?(entry: Entry, profile: Profile<S>): string
  /** Undefined where these settings make a document without a control number. */
  numbering?(settings: S): Numbering | undefined
  /**
   * Whether a document by these settings can cancel an order, and no reader could take it for the order itself. Absent where
   * the format has no such document: it is not asked to write one.
   */
  cancels?(settings: S): boolean
  /** The names of secrets whose place the document marks as `{{secret:NAME}}`; filled in when it is sent. UTF-8 XML only. */
  secrets?(settings: S): readonly string[]
}

/** A format of whatever kind. */
export type AnyFormat = Format<DocumentSettings, FormatOutput>
