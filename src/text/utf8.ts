const encoder = new TextEncoder()

/** On a buffer of its own, as WebCrypto wants it: the encoder makes one, and its type does not say so. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text) as Uint8Array<ArrayBuffer>
