import { expect, test } from 'vitest'
import { logFault } from '../../src/health/cron-fault.ts'

test('a part of a round that fails is logged by its name, its supplier and the kind of fault, and ends there', async () => {
  const logged: unknown[] = []
  await logFault(
    'purge',
    'fresco',
    () => Promise.reject(new RangeError('order PO-1')),
    1_000,
    (entry) => logged.push(entry),
  )
  await logFault(
    'purge',
    'other',
    () => Promise.resolve(),
    1_000,
    (entry) => logged.push(entry),
  )
  expect(logged).toEqual([{ event: 'cron-fault', part: 'purge', supplier: 'fresco', error: 'RangeError' }])
})

test('so is one that fails before it has promised anything', async () => {
  const logged: unknown[] = []
  const work = () => {
    throw new TypeError('no such binding')
  }
  await logFault('bundle', 'fresco', work, 1_000, (entry) => logged.push(entry))
  expect(logged).toEqual([{ event: 'cron-fault', part: 'bundle', supplier: 'fresco', error: 'TypeError' }])
})

test('so is one that never ends: an object that hangs must not keep every supplier from its poll and its statement', async () => {
  const logged: unknown[] = []
  await logFault(
    'wake',
    'fresco',
    () => new Promise(() => {}),
    20,
    (entry) => logged.push(entry),
  )
  expect(logged).toEqual([{ event: 'cron-fault', part: 'wake', supplier: 'fresco', error: 'TimeLimitError' }])
})
