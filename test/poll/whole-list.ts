import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { randomFaults } from '../../src/cli/fake-apicbase/faults.ts'
import type { Check } from '../crash/check.ts'
import { makeBacklog, postAll } from './backlog.ts'
import { backlogChecks, delivered } from './backlog-checks.ts'
import { createOperator, sum } from './operator.ts'
import { openStage } from './stage.ts'

export interface Size {
  readonly orders: number
  readonly old: number
  readonly coming: number
  readonly days: number
  readonly pageSize: number
}

/** The default, and stricter than Apicbase's own 100. */
const LIMIT = 60
const PATIENCE_MS = 240_000

/**
 * A backlog, new orders arriving while its pages are read, three in ten also sent by webhook in another rendering, one request
 * in twenty answered with 429, a fault, garbage or a cut line: read to its end, and then once more.
 */
export async function wholeList(size: Size, dice: Dice): Promise<Check[]> {
  const backlog = makeBacklog(size.orders, size.old, size.coming, size.days, dice)
  const stage = await openStage(
    // So much overlap that each run reads the whole list.
    { since: backlog.since, pageSize: size.pageSize, requestsPerMinute: LIMIT, overlapHours: 24 * size.days },
    {
      rateLimit: { limit: LIMIT },
      list: { rendering: 'other' },
      faults: randomFaults(dice.fork(), 0.05),
      arrivals: Math.ceil(size.coming / (size.orders / size.pageSize)),
    },
  )
  const { fake, gateway } = stage
  const operator = createOperator(stage)
  fake.book.place(...backlog.old, ...backlog.wanted.filter((order) => !backlog.coming.includes(order)))
  fake.book.coming.push(...backlog.coming)
  try {
    await gateway.start()
    const sent = backlog.wanted.filter((_, at) => at % 10 < 3)
    const posting = postAll(sent, stage, 5)
    const first = await operator.pollToTheEnd(PATIENCE_MS)
    while (fake.book.coming.length > 0) first.push(...(await operator.pollToTheEnd(PATIENCE_MS)))
    const odd = await posting
    first.push(...(await operator.pollToTheEnd(PATIENCE_MS)))
    await delivered(stage, backlog, PATIENCE_MS)
    console.log(
      `${first.length} runs, ${sum(first, 'pages')} pages, ${sum(first, 'requests')} requests: ${sum(first, 'accepted')} by poll, ${sent.length} posted; answers ${JSON.stringify(fake.log.tally())}`,
    )
    const second = await operator.pollToTheEnd(PATIENCE_MS)
    const changed = ['accepted', 'held', 'duplicate'] as const
    return [
      ...(await backlogChecks(stage, backlog, operator, LIMIT, 'never')),
      { name: 'the webhook took what was posted, as new or as known', broken: odd },
      {
        name: `a further run over ${sum(second, 'seen')} orders changes nothing, and asks the outbox about none`,
        broken: changed.filter((of) => sum(second, of) > 0).map((of) => `${sum(second, of)} ${of}`),
      },
    ]
  } finally {
    await stage.close()
  }
}
