import { afterAll, beforeAll, expect, it } from 'vitest'
import { type As2Trial, openAs2Trial } from './trial.ts'

let trial: As2Trial
beforeAll(async () => {
  trial = await openAs2Trial()
})
afterAll(() => trial.server.close())

it('the partner counts no message of an attempt that was given up before', async () => {
  await trial.send({ status: 202 }, { mdn: 'none' })
  for (const ms of [20, 30, 40, 60, 80]) {
    await trial.send({ hangs: true }, {}, {}, { signal: AbortSignal.timeout(ms) })
    await trial.send({ status: 202, body: 'Thanks.' }, { mdn: 'async' })
    expect(trial.server.arrivals.map(({ headers }) => 'receipt-delivery-option' in headers)).toEqual([true])
  }
})
