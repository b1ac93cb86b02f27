import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const callsIn = (file: string, about = 'orderId'): string[] => [
  ...new Set(
    [...readFileSync(file, 'utf8').matchAll(new RegExp(`\\boutbox\\.(\\w+)\\(${about}\\b`, 'g'))].map(
      ([, call = '']) => call,
    ),
  ),
]

/** The console has no page for these calls: the operator makes them by the Admin API. */
const WITHOUT_PAGE = ['erase', 'view']

describe('the actions on an order', () => {
  it('are the same in the console and in the Admin API', () => {
    const api = callsIn('src/api/order-actions.ts').filter((call) => !WITHOUT_PAGE.includes(call))
    expect(api.length).toBeGreaterThan(7)
    expect(callsIn('src/console/order/take-action.ts').sort()).toEqual(api.sort())
  })
})

describe('the actions on a route', () => {
  it('are the same in the console and in the Admin API', () => {
    const api = callsIn('src/api/suppliers.ts', 'route')
    expect(api).toHaveLength(3)
    expect(callsIn('src/console/routes/route-actions.ts', 'route').sort()).toEqual(api.sort())
  })
})
