/** The body of a signed ping. Apicbase posts only objects with an order, so no order has this body. */
export const PING_BODY = '{"ping":"orderbridge"}'

/** The answer to a ping: the address and the secret are right. The gateway stores nothing of a ping. */
export interface PingAnswer {
  readonly status: 'ping'
}

export const PING_ANSWER: PingAnswer = { status: 'ping' }

const BYTES = new TextEncoder().encode(PING_BODY)

export const isPing = (body: Uint8Array): boolean =>
  body.length === BYTES.length && body.every((byte, at) => byte === BYTES[at])
