const encoder = new TextEncoder()

/** On a buffer of its own, as WebCrypto wants it. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(encoder.encode(text))
