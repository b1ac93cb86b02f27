import type { Mistake } from './mistake.ts'

/** A cloud access key has the letters of a name and is none. The value is never repeated: it may be what it looks like. */
export function secretNameMistake(name: string, path: string): Mistake[] {
  const isKey = /^[A-Z0-9]{16,}$/.test(name) && /\d/.test(name)
  if (!isKey) return []
  return [
    {
      path,
      message:
        'holds what looks like a secret, and the NAME of a secret belongs here, such as FRESCO_PASSWORD. If it is one, take it out of this file, have it replaced, and set the new one with `npx wrangler secret put`.',
    },
  ]
}
