import * as z from 'zod/mini'

/** A time zone of the IANA database, such as `Europe/Brussels`. */
export const timeZone = /* @__PURE__ */ z.lazy(() => z.string().check(z.refine(isTimeZone)))

/** To look up one zone costs as much as to check the rest of a small configuration. */
const known = new Set<string>()

function isTimeZone(value: string): boolean {
  if (known.has(value)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    known.add(value)
    return true
  } catch {
    return false
  }
}
