import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchFiles } from '../../../src/cli/local/watch.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-watch-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

it('says at its end whether a change was not reported yet, so that no change is lost', async () => {
  const file = path.join(folder, 'customers.csv')
  writeFileSync(file, 'a')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let reports = 0
  const unwatch = watchFiles([file], [], () => void reports++)
  writeFileSync(file, 'b')
  while (vi.getTimerCount() === 0) await new Promise((done) => setImmediate(done))
  expect({ reports, isWaiting: unwatch() }).toEqual({ reports: 0, isWaiting: true })
  const again = watchFiles([file], [], () => void reports++)
  writeFileSync(file, 'c')
  while (vi.getTimerCount() === 0) await new Promise((done) => setImmediate(done))
  vi.runAllTimers()
  expect({ reports, isWaiting: again() }).toEqual({ reports: 1, isWaiting: false })
})
