import { expect, it } from 'vitest'
import { createTurns } from '../../src/web/turns.ts'

function turns() {
  let now = 1_000_000
  const waits: number[] = []
  const clock = { now: () => now }
  const waitTurn = createTurns(clock, async (milliseconds) => void waits.push(milliseconds))
  const jump = (by: number): void => {
    now += by
  }
  return { waits, waitTurn, jump }
}

it('a body of an ordinary order never waits, whatever came before', async () => {
  const { waits, waitTurn } = turns()
  for (let at = 0; at < 100; at++) await waitTurn(1_000_000)
  waits.length = 0
  await waitTurn(65_536)
  expect(waits).toEqual([])
})

it('long bodies take turns, ten times as long as their work, and the wait has an end', async () => {
  const { waits, waitTurn, jump } = turns()
  for (let at = 0; at < 40; at++) await waitTurn(1_000_000)
  expect(waits.slice(0, 3)).toEqual([400, 800, 1_200])
  expect(Math.max(...waits)).toBe(2_500)
  jump(5_000)
  waits.length = 0
  await waitTurn(1_000_000)
  expect(waits).toEqual([])
})

it('bodies that would fill the memory do not wait', async () => {
  const waits: number[] = []
  const forEver = (milliseconds: number) => new Promise<void>(() => void waits.push(milliseconds))
  const waitTurn = createTurns({ now: () => 1_000_000 }, forEver)
  for (let at = 0; at < 100; at++) void waitTurn(1_000_000)
  expect(waits).toHaveLength(16)
  await waitTurn(1_000_000)
})

it('a clock that jumps back makes nobody wait for longer', async () => {
  const { waits, waitTurn, jump } = turns()
  await waitTurn(1_000_000)
  jump(-100_000)
  await waitTurn(1_000_000)
  expect(waits).toEqual([2_500])
})
