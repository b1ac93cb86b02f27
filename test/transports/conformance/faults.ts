import type { Desk } from './desk.ts'
import type { Target } from './target.ts'

/** Expected result of a fault. */
export interface Expected {
  readonly outcome: 'delivered' | 'deferred' | 'refused' | 'uncertain'
  readonly reached: 'no' | 'maybe' | 'yes'
  /** Whether an outbox that has just woken may have probed first: deferred, and nothing was sent. */
  readonly orProbed?: boolean
  /** The route waits for a person, and one alert was sent. */
  readonly paused?: boolean
  /** Text that the note must contain. */
  readonly note?: RegExp
  /** The order is held, and a person has the order sent. */
  readonly asks?: boolean
  /** Text that the delivery's last note must contain. */
  readonly inTheEnd?: RegExp
}

/** A fault, and its repair. */
export interface Fault {
  readonly name: string
  /** Met by the targets that look, and by no others. */
  readonly looks?: boolean
  /** Targets with the same result meet the fault in turn, before all other faults. */
  readonly inTurn?: (target: Target) => unknown
  /** Null if the fault cannot happen to this target. */
  expected(target: Target): Expected | null
  /** Before the order is placed. */
  begin?(target: Target, fileName: string): Promise<void> | void
  /** Runs during the first attempt; may wait for the right moment. */
  during?(target: Target, fileName: string): Promise<void>
  /** Runs once the outcome is known. */
  end?(target: Target, desk: Desk): Promise<void> | void
}

const later = (reached: 'no' | 'maybe' = 'no'): Expected => ({ outcome: 'deferred', reached })
const maybe: Expected = { outcome: 'uncertain', reached: 'maybe' }
const stops = (note: RegExp): Expected => ({ outcome: 'refused', reached: 'no', paused: true, note })
const isFile = ({ family }: Target): boolean => family === 'file'

export const FAULTS: readonly Fault[] = [
  {
    name: 'none',
    expected: () => ({ outcome: 'delivered', reached: 'yes' }),
    // Before the warm-up, simultaneous orders would be late on a small machine.
    inTurn: () => 'all',
  },
  {
    name: 'refused port',
    // A request is probed only after a failed attempt.
    expected: (target) => (isFile(target) ? later() : { ...maybe, orProbed: true }),
    begin: ({ proxy }) => proxy.be('refused'),
    end: ({ proxy }) => proxy.be('open'),
  },
  {
    name: 'black hole',
    expected: (target) => (isFile(target) ? later() : { ...maybe, orProbed: true }),
    begin: ({ proxy }) => proxy.be('silent'),
    end: ({ proxy }) => proxy.be('open'),
  },
  {
    name: 'wrong password',
    // The servers for files share a user of this machine.
    inTurn: ({ passwordIs }) => passwordIs,
    expected: ({ turnedAway }) => stops(turnedAway ?? /does not let|does not accept/),
    begin: (target) => target.passwordIs('wrong'),
    end: (target) => target.passwordIs('right'),
  },
  {
    name: 'another identity',
    expected: ({ impostor, transport }) =>
      impostor === undefined
        ? null
        : transport.kind === 'sftp'
          ? stops(/host key SHA256:/)
          : stops(/could not be secured/),
    begin: ({ proxy, impostor }) => proxy.leadTo(impostor ?? 0),
    end: ({ proxy, server }) => proxy.leadTo(server),
  },
  {
    name: 'no folder',
    expected: ({ place, placeName }) => (place.be ? stops(new RegExp(`no (folder|bucket) ${placeName}`)) : null),
    begin: ({ place }) => place.be?.('missing'),
    end: ({ place }) => place.be?.('there'),
  },
  {
    name: 'denied folder',
    expected: ({ place, placeName }) => (place.be ? stops(new RegExp(placeName)) : null),
    begin: ({ place }) => place.be?.('denied'),
    end: ({ place }) => place.be?.('there'),
  },
  {
    name: 'the name is taken',
    expected: ({ place }) => (place.put ? { outcome: 'delivered', reached: 'yes' } : null),
    begin: ({ place }, fileName) => place.put?.(fileName, Buffer.from('an earlier try')),
  },
  {
    name: 'rename denied',
    expected: ({ denies }) => (denies ? stops(/did not rename/) : null),
    begin: ({ denies }) => denies?.('rename'),
    end: ({ denies }) => denies?.(null),
  },
  {
    name: 'stat denied',
    expected: ({ denies, canDenyStat }) => (denies && canDenyStat ? { outcome: 'delivered', reached: 'yes' } : null),
    begin: ({ denies }) => denies?.('stat'),
    end: ({ denies }) => denies?.(null),
  },
  {
    name: 'disk full',
    expected: (target) => (target.full ? later(isFile(target) ? 'no' : 'maybe') : null),
    begin: ({ full }) => full?.(true),
    end: ({ full }) => full?.(false),
  },
  {
    name: 'eaten at once',
    expected: ({ place }) => (place.eats ? { outcome: 'delivered', reached: 'yes' } : null),
    begin: ({ place }) => place.eats?.(true),
    end: ({ place }) => place.eats?.(false),
  },
  {
    name: 'a letter at a time',
    expected: (target) => (isFile(target) ? later() : maybe),
    begin: ({ proxy }) => proxy.be('trickling'),
    end: async ({ proxy }) => {
      proxy.cut()
      await proxy.be('open')
    },
  },
  {
    name: 'server restarts',
    expected: (target) => (target.restart ? (isFile(target) ? later() : maybe) : null),
    async during({ place, restart }) {
      await moment(() => place.unfinished() > 0)
      await restart?.()
    },
  },
  {
    name: 'cut at once',
    expected: (target) => (isFile(target) ? later() : maybe),
    begin: ({ proxy }) => proxy.be('cut'),
    end: ({ proxy }) => proxy.be('open'),
  },
  {
    name: 'cut in mid-document',
    expected: (target) => (isFile(target) ? later() : maybe),
    async during({ place, proxy }) {
      await moment(() => place.unfinished() > 0)
      proxy.cut()
    },
  },
  {
    name: 'cut before the answer',
    expected: () => maybe,
    begin: ({ proxy }) => proxy.be('slow'),
    async during({ place, proxy }, fileName) {
      await moment(() => place.files().has(fileName))
      proxy.cut()
    },
    end: ({ proxy }) => proxy.be('open'),
  },
]

const MOMENT_LIMIT_MS = 60_000

/** Asks again and again without letting anything pass by. */
export async function moment(come: () => boolean): Promise<void> {
  for (const end = Date.now() + MOMENT_LIMIT_MS; Date.now() < end; ) {
    if (come()) return
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  throw new Error('The moment never came.')
}
