import type { AnyFormat, Entry, RenderContext } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import type { Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import { encode } from '../text/charset.ts'
import { longName, nameOf, uncancellable } from './compose.ts'
import { keptWarnings } from './kept-warnings.ts'
import { translatedOccasion } from './translated-occasion.ts'

/** An order that the format can carry, in the form that the document needs. */
export interface Fitted extends Entry {
  /** The supplier with the route's setting for remarks. */
  readonly supplier: Supplier
  /** Warnings from the translation, which the writer cannot repeat. */
  readonly warnings: readonly Warning[]
  /** Orders with different batch keys cannot share a document. */
  readonly batchKey: string
}

type AllFitted = readonly [Fitted, ...Fitted[]]

/** A document with several orders. */
export interface Together {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly fileName: string
  readonly controlNumber: number | null
  /** As in a document with one order. */
  readonly secrets: readonly string[]
  /** A list of warnings for each order. */
  readonly warnings: readonly (readonly Warning[])[]
}

type Way = Pick<Route, 'document' | 'fileName' | 'fileNameRule' | 'remarks'>

/** Returns the order in the supplier's terms, or the problems of the order in this format. */
export function fitted(
  order: Order,
  route: Way,
  supplier: Supplier,
  occasion: RenderContext,
): Result<Fitted, Problem[]> {
  const format = gatheringFormat(route)
  if (occasion.purpose === 'cancellation' && !format.cancels?.(route.document))
    return err([uncancellable(route.document)])
  const translated = toSupplierTerms(order, supplier, route)
  const profile = { supplier: translated.supplier, document: route.document }
  const problems = format.findProblems(translated.order, profile)
  if (problems.length > 0) return err(problems)
  const batchKey = format.batchKey?.({ order: translated.order, occasion }, profile) ?? ''
  return ok({ ...translated, occasion: translatedOccasion(occasion, supplier, route), batchKey })
}

/** Writes all orders into one document, in the given sequence. */
export function composeInterchange(all: AllFitted, route: Way): Result<Together, Problem[]> {
  const format = gatheringFormat(route)
  const [first, ...others] = all
  const written = format.combine([first, ...others], { supplier: first.supplier, document: route.document })
  if (!written.ok) return written
  const { text, charset, mediaType = format.mediaType, extension = format.extension, warnings } = written.value
  const { order, occasion } = first
  const fileName = nameOf(order, occasion, route, extension)
  const long = longName(fileName, route)
  if (long) return err([long])
  return ok({
    bytes: encode(text, charset),
    mediaType: `${mediaType}; charset=${charset}`,
    fileName,
    controlNumber: format.numbering?.(route.document) ? occasion.controlNumber : null,
    secrets: format.secrets?.(route.document) ?? [],
    warnings: all.map((document, at) => keptWarnings([...document.warnings, ...(warnings[at] ?? [])])),
  })
}

type GatheringFormat = AnyFormat & Required<Pick<AnyFormat, 'combine'>>

/** The configuration check accepts `batch` only for formats with `combine`. */
function gatheringFormat({ document }: Way): GatheringFormat {
  const format = formats[document.format]
  if (!format?.combine) throw new Error(`The format ${document.format} holds one order in each document.`)
  return { ...format, combine: format.combine }
}
