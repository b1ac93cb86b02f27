import { readBounded } from './bounded-body.ts'

/** A form of the console holds a few short fields. */
const FORM_BYTES = 65_536

/** Reads a form as browsers post it. Null for another media type, and for more than `maxBytes`. */
export async function readForm(request: Request, maxBytes = FORM_BYTES): Promise<URLSearchParams | null> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')
  if (!isForm || !request.body) return null
  const bytes = await readBounded(request.body, maxBytes)
  return bytes && new URLSearchParams(new TextDecoder().decode(bytes))
}
