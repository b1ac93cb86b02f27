const encoder = new TextEncoder()

/** WebCrypto requires an `ArrayBuffer`. The encoder creates an `ArrayBuffer`, but its type does not say so. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text) as Uint8Array<ArrayBuffer>
