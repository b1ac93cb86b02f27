import { err, ok, type Result } from '../model/result.ts'
import { didYouMean } from '../text/suggestion.ts'

const JURISDICTIONS = ['eu', 'fedramp'] as const

/**
 * The Cloudflare jurisdiction of the gateway's objects; null for none. A misspelt value is an error: outside its
 * jurisdiction each outbox would be a new object without orders.
 */
export function jurisdictionOf(value: unknown): Result<(typeof JURISDICTIONS)[number] | null, string> {
  if (value === undefined || value === '') return ok(null)
  const known = JURISDICTIONS.find((jurisdiction) => jurisdiction === value)
  return known ? ok(known) : err(unknown(String(value)))
}

const unknown = (value: string): string =>
  `JURISDICTION is '${value}', and Cloudflare has no such jurisdiction.${didYouMean(value, JURISDICTIONS)} Write 'eu' or 'fedramp', or leave JURISDICTION out. Every outbox would be in another place, without its orders.`
