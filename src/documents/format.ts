import type { ZodMiniType } from 'zod/mini'
import type { FormatOutput, Purpose, TextOutput, Warning } from '../model/document.ts'
import type { Numbering } from '../model/numbering.ts'
import type { LocalMoment, Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import type { Result } from '../model/result.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { Acknowledgements } from './answers/acknowledgement.ts'
import type { VerdictReader } from './answers/response-verdict.ts'
import type { DocumentPart } from './captions/part.ts'

/** A route's `document` settings. Each format narrows this type. */
export interface DocumentSettings {
  readonly format: string
}

/** The supplier of an order, and the route's settings for the document. */
export interface Profile<S extends DocumentSettings = DocumentSettings> {
  readonly supplier: Supplier
  readonly document: S
}

/** Data that is known only when the document is written. Passed in, so that a format needs no clock and no counter. */
export interface RenderContext {
  /** From the counter of the pair in `numbering()`, or the counter of the route's files; 0 if there is no counter. */
  readonly controlNumber: number
  /** The number of the group inside the interchange; null if the group has the interchange's number. */
  readonly groupNumber: number | null
  /** The time at which this document was first prepared, in the supplier's zone. The same on every retry. */
  readonly preparedAt: LocalMoment
  /** 1 for the first content of an order. */
  readonly version: number
  readonly purpose: Purpose
  /** For a replacement or cancellation: the first version that this route sent, or may have sent; 1 if unknown. */
  readonly firstSent?: number
  /** For a correction of a document that was handed over: the number of the correction, from 1. Otherwise absent. */
  readonly correction?: number
  /** The number of corrections of earlier versions on this route. Absent without any. */
  readonly earlierCorrections?: number
  /** Another order with the same number may be at the receiver, so the number alone names no file. Absent otherwise. */
  readonly isNumberShared?: true
  /** The supplier may already have this order from another route. */
  readonly possibleRepeat: boolean
  /** Page where a person can confirm that the order arrived; mails show the link. */
  readonly confirmUrl?: string
  /** For a replacement: the last version that the receiver may have from this route. Absent if it is purged. */
  readonly replaced?: Order
  /**
   * For a replacement or cancellation: the documents that it follows on this route, oldest first. A correction follows
   * the document that it corrects. Absent if the content of any document is purged.
   */
  readonly earlier?: readonly EarlierDocument[]
  /** A second mail about an order that nobody confirmed. Always a possible repeat too. */
  readonly reminder?: true
  /** The answer of a system that refused the order. Absent without a refusal. */
  readonly refusal?: string
  /** A mail takes the place of a document for a system, which may have the order. Absent elsewhere. */
  readonly standsIn?: {
    readonly isPerhapsThere: boolean
    /** The route to this system, where the supplier has routes to several systems. */
    readonly route?: string
    /** The page of the console on which a person reports the order. */
    readonly reportUrl?: string
  }
  /** The cut-off of the order, on the supplier's clock; absent without a cut-off. */
  readonly cutOff?: LocalMoment
}

/** A document that the receiver may have from this route. */
export interface EarlierDocument {
  readonly order: Order
  readonly purpose: Purpose
}

/** An order of a document, and its occasion. Numbers and moment of the occasion belong to the document. */
export interface Entry {
  readonly order: Order
  readonly occasion: RenderContext
}

export type Entries = readonly [Entry, ...Entry[]]

/** Several orders in one text. */
export interface CombinedText extends Omit<TextOutput, 'warnings'> {
  /** A list of warnings for each order. */
  readonly warnings: readonly (readonly Warning[])[]
}

/** A format for orders: one file under `documents/`, one line in `every-format.ts`. Pure. */
export interface Format<S extends DocumentSettings = DocumentSettings, W extends FormatOutput = TextOutput> {
  readonly id: string
  readonly mediaType: string
  /** Without the dot. */
  readonly extension: string
  /** The schema of the route's `document` settings, `format` included. */
  readonly settings: ZodMiniType<S>
  /** The smallest settings with which a route writes documents, without `format`. The parties are samples. */
  readonly example: Readonly<Record<string, unknown>>
  /**
   * Lists the keys, quantities and dates of this order that the format cannot hold. Reads the element table and writes
   * no document. Empty exactly if `write` succeeds on every occasion (a property test checks this).
   */
  findProblems(order: Order, profile: Profile<S>): Problem[]
  write(order: Order, profile: Profile<S>, occasion: RenderContext): Result<W, Problem[]>
  /**
   * Writes several orders without problems as one document in the given order. A single order gives the text of
   * `write`, unless the format says otherwise. Fails only if fewer orders would succeed. Absent if a document holds one
   * order.
   */
  combine?(entries: Entries, profile: Profile<S>): Result<CombinedText, Problem[]>
  /** Orders with different keys cannot share a document. Absent if all orders can. */
  batchKey?(entry: Entry, profile: Profile<S>): string
  /** Undefined if a document with these settings has no control number. */
  numbering?(settings: S): Numbering | undefined
  /**
   * Whether a document with these settings can cancel an order, and no reader could mistake the document for the order.
   * Absent if the format has no such document: then `write` never gets a cancellation.
   */
  cancels?(settings: S): boolean
  /** How receivers acknowledge documents with these settings. Absent, or undefined, if the gateway reads no reply. */
  acknowledgements?(settings: S): Acknowledgements | undefined
  /** Reads the verdict that the standard puts into the body of an HTTP response with status 200. */
  readonly responseVerdict?: VerdictReader
  /** Splits a written document into named parts, for a person who compares the document with the order. */
  readonly parts?: (text: string) => readonly DocumentPart[]
  /** Secrets that the document marks as `{{secret:NAME}}`. The transport fills in secrets. UTF-8 XML only. */
  secrets?(settings: S): readonly string[]
}

/** A format of any kind. */
export type AnyFormat = Format<DocumentSettings, FormatOutput>

/** The settings of a route with nothing but the format's example. */
export const exampleSettings = <S extends DocumentSettings, W extends FormatOutput>(format: Format<S, W>): S =>
  format.settings.parse({ format: format.id, ...format.example })
