import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import type { Check } from '../crash/check.ts'
import { makeBacklog, postAll } from './backlog.ts'
import { delivered } from './backlog-checks.ts'
import { createOperator } from './operator.ts'
import { openStage } from './stage.ts'

/** Half of sixty orders come by webhook, thirty more by poll; then the gateway is restarted, and its KV wiped. */
export async function forgetful(dice: Dice): Promise<Check[]> {
  const backlog = makeBacklog(360, 300, 0, 7, dice)
  const stage = await openStage(
    { since: backlog.since, pageSize: 50, dateFilter: 'none' },
    { list: { rendering: 'other' } },
  )
  const { fake, gateway, setting, erp } = stage
  const operator = createOperator(stage)
  const checks: Check[] = []
  const see = (name: string, seen: unknown, wanted: object): void => {
    const told = Object.keys(wanted).map((key) => [key, Reflect.get(Object(seen), key)])
    const [was, should] = [JSON.stringify(Object.fromEntries(told)), JSON.stringify(wanted)]
    checks.push({ name, broken: was === should ? [] : [`wanted ${should}, saw ${was}`] })
  }
  const counts = (accepted: number, duplicate: number, skipped: number) => ({
    ...{ seen: 360, accepted, duplicate, held: 0, refused: 0, skipped, complete: true },
  })
  try {
    await gateway.start()
    fake.book.place(...backlog.old, ...backlog.wanted)
    await postAll(
      backlog.wanted.filter((_, at) => at % 2 === 0),
      stage,
      0,
    )
    see('the poll takes the thirty that are missing', await operator.poll(), counts(30, 0, 330))
    await delivered(stage, backlog, 20_000)
    see('once more, it takes nothing', await operator.poll(), counts(0, 0, 360))
    await gateway.stop()
    await gateway.start()
    see('nor after a restart', await operator.poll(), counts(0, 0, 360))
    await gateway.stop()
    rmSync(path.join(setting.persist, 'v3', 'kv'), { recursive: true })
    await gateway.start()
    see('nor with KV wiped, when the outbox tells', await operator.poll(), counts(0, 60, 300))
    await delivered(stage, backlog, 5_000)
    see('all are delivered, once', { documents: erp.documents, orders: erp.keys.size }, { documents: 60, orders: 60 })
    see('with one token', { given: fake.tokens.issued }, { given: 1 })
    return checks
  } finally {
    await stage.close()
  }
}
