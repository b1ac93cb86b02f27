const ANSWER_BYTES = 65_536

/** The first 64 KiB of a response's body. */
export interface Beginning {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

export const NOTHING: Beginning = { bytes: new Uint8Array(), isWhole: true }

/**
 * Reads only the bytes in which a rule may search for a text. Cancels the rest of a longer body. Returns nothing after an
 * abort by the signal.
 */
export async function readBeginning(response: Response, signal?: AbortSignal): Promise<Beginning> {
  if (!response.body) return NOTHING
  const bytes = new Uint8Array(ANSWER_BYTES)
  const reader = response.body.getReader()
  signal?.addEventListener('abort', () => void reader.cancel().catch(() => {}))
  let read = 0
  let isWhole = true
  while (isWhole) {
    const { done, value } = await reader.read()
    if (done) break
    const piece = value.subarray(0, ANSWER_BYTES - read)
    bytes.set(piece, read)
    read += piece.byteLength
    isWhole = piece.byteLength === value.byteLength
  }
  if (signal?.aborted) return NOTHING
  reader.releaseLock()
  return { bytes: bytes.subarray(0, read), isWhole }
}
