import * as z from 'zod/mini'

/** A time zone of the IANA database, such as `Europe/Brussels`. */
export const timeZone = /* @__PURE__ */ z.lazy(() => z.string().check(z.refine(isTimeZone)))

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
