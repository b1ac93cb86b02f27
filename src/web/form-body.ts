import { readBounded } from './bounded-body.ts'

/** A form of the console holds a few short fields. */
const FORM_BYTES = 65_536

/**
 * Reads a form as browsers post it; a file becomes a field with the text of the file. Null for another media type, and
 * for more than `maxBytes`.
 */
export async function readForm(request: Request, maxBytes = FORM_BYTES): Promise<URLSearchParams | null> {
  const type = request.headers.get('content-type') ?? ''
  const isUrlEncoded = /^application\/x-www-form-urlencoded\b/i.test(type)
  if ((!isUrlEncoded && !/^multipart\/form-data\b/i.test(type)) || !request.body) return null
  const bytes = await readBounded(request.body, maxBytes)
  if (!bytes) return null
  return isUrlEncoded ? new URLSearchParams(new TextDecoder().decode(bytes)) : readParts(bytes, type)
}

async function readParts(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<URLSearchParams | null> {
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    const fields = new URLSearchParams()
    for (const [name, value] of form) fields.append(name, typeof value === 'string' ? value : await value.text())
    return fields
  } catch {
    return null
  }
}
