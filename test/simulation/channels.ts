import type { Knock } from './world.ts'

/** How a receiver behaves for a while, and whether the receiver then has the document. */
const MANNERS = {
  up: { took: true, answer: () => new Response(null, { status: 200 }) },
  down: { took: false, answer: () => new TypeError('Nobody listens.') },
  busy: { took: false, answer: () => new Response(null, { status: 503 }) },
  broken: { took: false, answer: () => new Response(null, { status: 500 }) },
  lossy: { took: true, answer: () => new Response(null, { status: 500 }) },
  cut: { took: false, answer: () => new TypeError('The line was cut before.') },
  'cut-after': { took: true, answer: () => new TypeError('The line was cut after.') },
  hang: { took: false, answer: null },
  'hang-after': { took: true, answer: null },
  refuse: { took: false, answer: () => new Response(null, { status: 422 }) },
  shut: { took: false, answer: () => new Response(null, { status: 401 }) },
} as const

export type Manner = keyof typeof MANNERS
export const MANNERS_KNOWN = Object.keys(MANNERS) as Manner[]

/** A document at its receiver. */
export interface Taken {
  readonly route: string
  readonly orderNumber: string
  readonly key: string
  readonly marked: boolean
}

/** The receivers of a history, and the documents that truly arrived, whatever the outbox believes. */
export function openChannels(knocks: readonly Knock[], now: () => number) {
  const manners = new Map<string, Manner>()
  const taken: Taken[] = []
  const met = new Set<Knock>()
  const mannerOf = (route: string): Manner => manners.get(route) ?? 'up'

  return {
    taken,
    mannerOf,
    set: (route: string, manner: Manner): void => void manners.set(route, manner),
    collected: (document: Taken): void => void taken.push(document),
    /** Answers every open request, and ends requests whose wait is over. */
    serve(): void {
      for (const knock of knocks) {
        const { took, answer } = MANNERS[mannerOf(knock.route)]
        if (!met.has(knock)) {
          met.add(knock)
          if (took) taken.push(knock)
          if (answer && !knock.ended) knock.end(answer())
        } else if (!knock.ended && now() - knock.at >= 30_000) {
          knock.end(new DOMException('Too long.', 'TimeoutError'))
        }
      }
    },
  }
}
