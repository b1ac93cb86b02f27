import { readdirSync, readFileSync } from 'node:fs'
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

/** The calls of a role, as `permitted.ts` lists the calls. */
const callsOf = (role: string): string[] =>
  [...readFileSync('src/api/permitted.ts', 'utf8').matchAll(/^ {2}(\w+): '(\w+)',$/gm)].flatMap(
    ([, call = '', needed]) => (needed === role ? [call] : []),
  )

const sourceIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && name !== 'permitted.ts')
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n')

describe('every call that changes something', () => {
  const calls = callsOf('act')
  const [api, pages] = [sourceIn('src/api'), sourceIn('src/console')]

  it('is read from the list of roles', () => expect(calls.length).toBeGreaterThan(14))

  it.each(calls)('is made by the Admin API and by the console: %s', (call) => {
    for (const source of [api, pages]) expect(source).toMatch(new RegExp(`\\.${call}\\(`))
  })
})
