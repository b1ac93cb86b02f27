import { describe, expect, it } from 'vitest'
import { readRetryDelay } from '../../src/sources/rate-limit-headers.ts'

const NOW = Date.UTC(2026, 10, 24, 9)

describe('what an answer says of limits', () => {
  it.each([
    [200, {}, 0],
    [429, {}, 60_000],
    [429, { 'retry-after': '7' }, 7_000],
    [503, { 'retry-after': '7' }, 7_000],
    [429, { 'retry-after': 'Tue, 24 Nov 2026 09:00:30 GMT' }, 30_000],
    [429, { 'retry-after': 'Tue, 24 Nov 2026 08:00:00 GMT' }, 0],
    [429, { 'retry-after': 'soon' }, 60_000],
    [429, { 'x-ratelimit-reset': '12' }, 12_000],
    [429, { 'x-ratelimit-reset': String(NOW / 1000 + 12) }, 12_000],
    [429, { 'x-rate-limit-reset': String(NOW + 12_000) }, 12_000],
    [200, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '12' }, 0],
    [200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '12' }, 12_000],
    [200, { 'x-ratelimit-remaining': '10', 'x-ratelimit-reset': '12' }, 0],
    [200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '5' }, 5_000],
    [200, { ratelimit: '"default";r=0;t=30', 'ratelimit-policy': '"default";q=100;w=60' }, 30_000],
    [200, { ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"default";q=100;w=60' }, 0],
    [200, { ratelimit: 'limit=100, remaining=0, reset=30' }, 30_000],
    [200, { 'x-ratelimit-remaining': '0' }, 60_000],
    [200, { 'x-rate-limit-remaining': 'none', 'x-ratelimit-reset': '-1' }, 0],
  ] as const)('%i %j means to wait %i ms', (status, headers, wanted) => {
    expect(readRetryDelay(status, new Headers(headers), NOW)).toBe(wanted)
  })
})
