import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import { wellFormed } from '../corpus/departures.ts'
import { MALFORMED } from '../corpus/malformed.ts'
import { admin, place, post } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)
beforeEach(() => void openSink())

describe('malformed bodies through the front door', () => {
  it('answers each with problem+json that names every problem, delivers nothing, and stays well', async () => {
    for (const { name, body, status, problems } of MALFORMED) {
      const answer = await post('box', body)
      expect([name, answer.status]).toEqual([name, status])
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const told: Problem[] = answer.json.problems
      expect([name, told.map(({ path, code }) => `${path} ${code}`).sort()]).toEqual([name, [...problems].sort()])
      expect(answer.json.detail.length).toBeLessThanOrEqual(200)
    }
    const accepted = ['held', 'pending', 'settled'].map(
      async (state) => (await admin(`/orders?supplier=box&state=${state}`)).json,
    )
    for (const { orders } of await Promise.all(accepted)) expect(orders).toEqual([])
    expect((await post('box', wellFormed('healthy', 'PO-healthy'))).json.status).toBe('accepted')
    await place('box')
  })
})
