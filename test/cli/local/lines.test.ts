import { describe, expect, it } from 'vitest'
import { readableLine } from '../../../src/cli/local/lines.ts'

const NOW = new Date(2026, 10, 24, 9, 5, 7)
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

  it('leaves out what workerd says of its own inside, and nothing else', () => {
    expect(line('workerd/server/server.c++:4521: error: NOSENTRY script not found')).toBeNull()
    expect(line('kj/async-io-unix.c++:186: disconnected: connection reset')).toBeNull()
    expect(line("{ event: 'poll', supplier: 'fresco' }")).toBe("{ event: 'poll', supplier: 'fresco' }")
    expect(line('{"progress":')).toBe('{"progress":')
  })
})
