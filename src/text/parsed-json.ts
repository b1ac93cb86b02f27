/** Null for text, or bytes, that are no JSON. */
export function parsedJson(source: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof source === 'string' ? source : new TextDecoder().decode(source))
  } catch {
    return null
  }
}

/** Whether a value of JSON has named members. */
export const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
