import { err, ok, type Result } from '../result.ts'
import { didYouMean } from '../text/suggestion.ts'

const JURISDICTIONS = ['eu', 'fedramp'] as const

/**
 * Where the objects of the gateway are: in a jurisdiction of Cloudflare's, or anywhere (null). A misspelt one must not mean
 * anywhere: there every outbox is another one, without a single order.
 */
export function jurisdictionOf(given: unknown): Result<(typeof JURISDICTIONS)[number] | null, string> {
  if (given === undefined || given === '') return ok(null)
  const known = JURISDICTIONS.find((one) => one === given)
  return known ? ok(known) : err(unknown(String(given)))
}

const unknown = (given: string): string =>
  `JURISDICTION is '${given}', and Cloudflare has no such jurisdiction.${didYouMean(given, JURISDICTIONS)} Write 'eu' or 'fedramp', or leave JURISDICTION out. Every outbox would be in another place, without its orders.`
