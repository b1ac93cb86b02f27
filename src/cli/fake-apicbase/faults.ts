import type { Dice } from './dice.ts'

/** The connection is closed without a response. */
export class LineCut extends Error {}

/** An error in place of a response. */
export interface Fault {
  readonly kind: FaultKind
  /** Throws `LineCut` for a fault without a response. */
  answer(): Response
}

/** Returns null for a request without a fault. */
export type Faults = () => Fault | null

export const noFaults: Faults = () => null

const KINDS = ['429', '500', '502', 'cut', 'html', 'half', 'list', 'bytes', 'empty'] as const
export type FaultKind = (typeof KINDS)[number]

const JSON_TYPE = { 'content-type': 'application/json' }

/** `rate` between 0 and 1. */
export const randomFaults =
  (dice: Dice, rate: number): Faults =>
  () => {
    if (!dice.chance(rate)) return null
    const kind = dice.pick(KINDS)
    return { kind, answer: () => answerOf(kind) }
  }

function answerOf(kind: FaultKind): Response {
  switch (kind) {
    case '429':
      return Response.json({ detail: 'Request was throttled.' }, { status: 429, headers: { 'retry-after': '1' } })
    case '500':
      return new Response('<h1>Server Error (500)</h1>', { status: 500, headers: { 'content-type': 'text/html' } })
    case '502':
      return new Response(null, { status: 502 })
    case 'cut':
      throw new LineCut()
    case 'html':
      return new Response('<html><body>Back soon</body></html>', { headers: { 'content-type': 'text/html' } })
    case 'half':
      return new Response('{"count": 3, "next": null, "results": [{"id": "ha', { headers: JSON_TYPE })
    case 'list':
      return new Response('[]', { headers: JSON_TYPE })
    case 'bytes':
      return new Response(new Uint8Array([0xff, 0xfe, 0x00, 0xc0, 0x80]), { headers: JSON_TYPE })
    case 'empty':
      return new Response('', { headers: JSON_TYPE })
  }
}
