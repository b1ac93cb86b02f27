import { describe, expect, it } from 'vitest'
import { readableLine } from '../../../src/cli/local/lines.ts'
import { emptyReport } from '../../../src/sources/poll-report.ts'

const NOW = new Date(2026, 10, 24, 9, 5, 7)
const POLL = { ...emptyReport(), pages: 1, requests: 2, complete: true }
const line = (text: string) => readableLine(text, NOW)

describe('a line of the local gateway', () => {
  it('tells of an order by its number, its route and how it ended', () => {
    expect(line('{"progress":{"orderNumber":"PO-1","outcome":"accepted"}}')).toBe('09:05:07  PO-1  accepted')
    expect(line('{"progress":{"orderNumber":"PO-1","route":"erp","outcome":"delivered"}}')).toBe(
      '09:05:07  PO-1  erp: delivered',
    )
    expect(line('{"progress":{"orderNumber":"PO-1","route":"box","outcome":"kept"}}')).toContain(
      'ready to be collected',
    )
  })

  it('lets no order number command the terminal', () => {
    expect(line(JSON.stringify({ progress: { orderNumber: 'PO\u001b[2J\n1', outcome: 'held' } }))).toBe(
      '09:05:07  PO_[2J_1  held',
    )
  })

  it.each([
    [
      'a poll with news',
      { event: 'poll', supplier: 'fresco', ...POLL, seen: 3, accepted: 2, held: 1 },
      '09:05:07  The order API of fresco was read. Orders seen: 3, accepted: 2, held: 1, without a usable id: 0.',
    ],
    [
      'a poll that stopped',
      { event: 'poll', supplier: 'fresco', ...POLL, complete: false, reason: 'The API answered 503.' },
      '09:05:07  The order API of fresco was read. Orders seen: 0, accepted: 0, held: 0, without a usable id: 0. The list was not read to its end: The API answered 503.',
    ],
    ['a poll without news', { event: 'poll', supplier: 'fresco', ...POLL, seen: 9, duplicate: 9 }, null],
    [
      'a failure of scheduled work',
      { event: 'cron-fault', part: 'purge', supplier: 'fresco', error: 'TypeError' },
      "09:05:07  The scheduled part 'purge' failed for fresco: TypeError.",
    ],
    ['an event with a new name', { event: 'new', size: 3 }, '09:05:07  event: new, size: 3'],
  ])('tells of %s in a sentence', (_, entry, sentence) => {
    expect(line(JSON.stringify(entry))).toBe(sentence)
  })

  it('leaves out what workerd says of its own inside, and nothing else', () => {
    expect(line('workerd/server/server.c++:4521: error: NOSENTRY script not found')).toBeNull()
    expect(line('kj/async-io-unix.c++:186: disconnected: connection reset')).toBeNull()
    expect(line('A warning of workerd')).toBe('A warning of workerd')
    expect(line('{"progress":')).toBe('{"progress":')
  })
})
