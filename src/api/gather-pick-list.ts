import { type PickList, pickList, type ReadPick } from '../exports/pick-list.ts'
import type { Order } from '../model/order/order.ts'
import type { PickRow } from '../outbox/picks.ts'
import type { Supplier } from '../profile/supplier.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'

/** A list ends after so many orders or lines. The next part of the list begins there. */
export const MOST_PICKS = 500
const MOST_LINES = 10_000
/** The orders of one call of the outbox. A call may end earlier, so the calls are counted too. */
const AT_ONCE = 50
const MOST_CALLS = 40

type Outbox = Pick<RemoteOutbox, 'picks' | 'contents'>

/** The start of a part, as an address has it. */
export const isPlace = (text: string): boolean => /^\d{1,15}$/.test(text)

interface PickListWish {
  readonly day: string
  /** The start of the part; null for the first part. */
  readonly before: number | null
  readonly now: number
}

/** Reads one part of the pick list in short calls, so that no order waits for the list. */
export async function gatherPickList(
  outbox: Outbox,
  supplier: Supplier,
  { day, before, now }: PickListWish,
): Promise<PickList> {
  const read: ReadPick[] = []
  let next = before
  let calls = 0
  let lines = 0
  do {
    const page = await outbox.picks({ day, before: next, limit: AT_ONCE })
    const found = await withContents(outbox, page.picks)
    read.push(...found)
    calls++
    lines += found.reduce((count, { order }) => count + (order?.lines.length ?? 0), 0)
    next = page.next
  } while (next !== null && read.length < MOST_PICKS && lines < MOST_LINES && calls < MOST_CALLS)
  return pickList(read, supplier, { day, next, now })
}

async function withContents(outbox: Outbox, picks: readonly PickRow[]): Promise<ReadPick[]> {
  const wanted = picks.flatMap(({ orderId, version, isReleased, other }) => [
    { orderId, version },
    ...(isReleased && other && !other.isCancellation ? [{ orderId, version: other.version }] : []),
  ])
  const contents: (Order | null)[] = []
  while (contents.length < wanted.length) contents.push(...(await outbox.contents(wanted.slice(contents.length))))
  const contentOf = (orderId: string, version: number | undefined): Order | null =>
    contents[wanted.findIndex((one) => one.orderId === orderId && one.version === version)] ?? null
  return picks.map((pick) => ({
    pick,
    order: contentOf(pick.orderId, pick.version),
    other: contentOf(pick.orderId, pick.other?.version),
  }))
}
