import type { ConsoleContext } from './visit.ts'

interface Cookie {
  readonly name: string
  /** Letters, digits, `-`, `_` and `.` only: no value of the console needs an escape. */
  readonly value: string
  readonly maxAge: number
  readonly sameSite: 'Lax' | 'Strict'
  readonly isSecure?: boolean
}

export const readCookie = (c: ConsoleContext, name: string): string | undefined =>
  (c.req.header('cookie') ?? '')
    .split(/; */)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** Sets a cookie for every path that no script can read. */
export function writeCookie(c: ConsoleContext, { name, value, maxAge, sameSite, isSecure }: Cookie): void {
  const secure = isSecure ? '; Secure' : ''
  const line = `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly${secure}; SameSite=${sameSite}`
  c.header('set-cookie', line, { append: true })
}
