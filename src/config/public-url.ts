import { err, ok, type Result } from '../model/result.ts'
import type { Mistake } from './mistake.ts'

/** The gateway's own address without a slash at the end; undefined when not set. */
export function readPublicUrl(input: unknown): Result<string | undefined, Mistake> {
  if (input === undefined) return ok(undefined)
  const url = typeof input === 'string' && URL.canParse(input) ? new URL(input) : null
  const isPlain = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.username === ''
  if (isPlain && url.search === '' && url.hash === '') return ok(url.origin)
  return err({
    path: 'publicUrl',
    message:
      "must be the address at which receivers' systems reach this gateway, without a path: such as 'https://orders.fresco.example'.",
  })
}
