import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { randomFaults } from '../../src/cli/fake-apicbase/faults.ts'
import type { Check } from '../crash/check.ts'
import { createCounter } from '../crash/kill-moment.ts'
import { makeBacklog, postAll } from './backlog.ts'
import { backlogChecks, delivered } from './backlog-checks.ts'
import { createOperator } from './operator.ts'
import { openStage, type Stage } from './stage.ts'
import type { Size } from './whole-list.ts'

/** Four times the default, so that so many lives fit into a few minutes; a minute stays a minute. */
const LIMIT = 240
/** A delivery that a kill cut short is tried again ten seconds after this. */
const ROUTE_SECONDS = 2
const PATIENCE_MS = 900_000
/** A life in which the awaited thing does not happen ends all the same. */
const LIFE_MS = 15_000

/** The same backlog, while the gateway is killed again and again: as a page is asked for, as a document leaves, or at any time. */
export async function killed(size: Size, kills: number, dice: Dice): Promise<Check[]> {
  const backlog = makeBacklog(size.orders, size.old, size.coming, size.days, dice)
  const stage = await openStage(
    { since: backlog.since, pageSize: size.pageSize, requestsPerMinute: LIMIT, timeoutSeconds: 1 },
    {
      rateLimit: { limit: LIMIT },
      list: { rendering: 'other' },
      faults: randomFaults(dice.fork(), 0.05),
      arrivals: Math.ceil(size.coming / (size.orders / size.pageSize)),
    },
    ROUTE_SECONDS,
  )
  const { fake, gateway } = stage
  fake.book.place(...backlog.old, ...backlog.wanted.filter((order) => !backlog.coming.includes(order)))
  fake.book.coming.push(...backlog.coming)
  const operator = createOperator(stage)
  try {
    await gateway.start()
    const posting = postAll(
      backlog.wanted.filter((_, at) => at % 10 < 3),
      stage,
      50,
    )
    const polling = operator.pollToTheEnd(PATIENCE_MS)
    await live(stage, kills, dice)
    await polling
    const odd = await posting
    while (fake.book.coming.length > 0) await operator.pollToTheEnd(PATIENCE_MS)
    await operator.pollToTheEnd(PATIENCE_MS)
    await delivered(stage, backlog, PATIENCE_MS)
    console.log(
      `${stage.erp.documents - stage.erp.keys.size} documents came again; ${fake.tokens.issued} tokens; answers ${JSON.stringify(fake.log.tally())}`,
    )
    return [
      ...(await backlogChecks(stage, backlog, operator, LIMIT, 'under the same key')),
      { name: 'the webhook took what was posted, as new or as known', broken: odd },
    ]
  } finally {
    await stage.close()
  }
}

async function live({ fake, erp, gateway }: Stage, kills: number, dice: Dice): Promise<void> {
  const [pages, documents] = [createCounter(), createCounter()]
  fake.disturb = async (page) => {
    pages.count()
    await sleep(100 + dice.below(200))
    return page
  }
  erp.onDocument = documents.count
  for (let life = 1; life <= kills; life++) {
    for (const counter of [pages, documents]) counter.reset()
    const when = dice.pick(['as a page is asked for', 'as a page is asked for', 'as a document leaves', 'at any time'])
    const nth = 1 + dice.below(when === 'as a document leaves' ? 200 : 6)
    const afterMs = dice.below(when === 'at any time' ? 4_000 : 250)
    const moment =
      when === 'at any time' ? null : when === 'as a document leaves' ? documents.reached(nth) : pages.reached(nth)
    if (moment) await Promise.race([moment, sleep(LIFE_MS)])
    await sleep(afterMs)
    await gateway.kill()
    console.log(`kill ${life} ${when} (${moment ? nth : '-'}, + ${afterMs} ms): ${erp.keys.size} orders delivered`)
    await gateway.start()
  }
}
