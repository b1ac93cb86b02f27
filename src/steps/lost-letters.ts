import { formats } from '../documents/registry.ts'
import { specimenOccasions, withFewLines } from '../documents/specimen.ts'
import type { Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'

/** Letters without a Latin spelling. Every format writes Latin letters, perhaps without accents. */
const FOREIGN = /(?=[\p{L}\p{N}])[^ -\u017f\u1e00-\u1eff]/gu
const LETTER = /[\p{L}\p{N}]/gu
/** Written in a document in place of an unsupported character. */
const REPLACEMENT = /[?\ufffd]/g
/** A single foreign letter in a brand name is no loss. */
const FEW = 3
/** Characters of the remarks that are counted. A higher count would not change the desk's action. */
const LOOKED_AT = 10_000

/**
 * Counts the letters of the remarks and the first names that become question marks in the document of this route.
 * Returns 0 for a few letters. Most orders have no such letters, so no document is written for the count.
 */
export function lostLetters(posted: Order, route: Route, supplier: Supplier): number {
  const short = { ...withFewLines(posted), remarks: posted.remarks.slice(0, LOOKED_AT).toWellFormed() }
  const translated = toSupplierTerms(short, supplier, route)
  const texts = [translated.order.remarks, ...translated.order.lines.map(({ name }) => name)]
  if (texts.reduce((sum, text) => sum + count(text, FOREIGN), 0) <= FEW) return 0
  const [occasion] = specimenOccasions
  const profile = { supplier: translated.supplier, document: route.document }
  const written = formats[route.document.format]?.write(translated.order, profile, occasion)
  const lost = written?.ok ? written.value.warnings.reduce((sum, warning) => sum + lostIn(warning), 0) : 0
  return lost <= FEW ? 0 : lost
}

/** The smaller number of lost letters and new question marks: a shortened text has lost no letters in this sense. */
function lostIn({ path, was, became }: Warning): number {
  if (path !== 'order_remarks' && !path.endsWith('.name')) return 0
  const lostCount = count(was, LETTER) - count(became, LETTER)
  const replaced = count(became, REPLACEMENT) - count(was, REPLACEMENT)
  return Math.max(0, Math.min(lostCount, replaced))
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0
