/** A message that was made to use up our memory or time. */
export interface Bomb {
  readonly name: string
  /** Where it goes in the gateway. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()

export const joined = (...pieces: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece))))
