import type { CopyRank } from '../model/erp-holding.ts'
import { refusedPost } from '../model/refused-post.ts'
import { endRefusalOf } from './end-refusals.ts'
import { type OrderRefusal, refusalOf } from './refusals.ts'
import type { Sql } from './sql.ts'

/** The chef sent the order as cancelled, and a person cancelled or discarded the order: nobody has to call. */
export function endDoneWish(sql: Sql, orderId: string, rankOf: CopyRank = () => 0): void {
  const refusal = refusalOf(sql, orderId, rankOf)
  if (refusal?.version === 0 && isWish(refusal)) endRefusalOf(sql, orderId)
}

/** The chef sent the order as cancelled, and then placed a content of the order: the later post counts. */
export function endEarlierWish(sql: Sql, orderId: string): void {
  const refusal = refusalOf(sql, orderId)
  if (refusal && isWish(refusal)) endRefusalOf(sql, orderId)
}

const isWish = ({ problems }: OrderRefusal): boolean => refusedPost(problems) === 'cancelled'
