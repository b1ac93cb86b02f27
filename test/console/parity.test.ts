import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const callsIn = (file: string, about = 'orderId'): string[] => [
  ...new Set(
    [...readFileSync(file, 'utf8').matchAll(new RegExp(`\\boutbox\\.(\\w+)\\(${about}\\b`, 'g'))].map(
      ([, call = '']) => call,
    ),
  ),
]

describe('the actions on an order', () => {
  it('are the same in the console and in the Admin API', () => {
    const api = callsIn('src/api/order-actions.ts').filter((call) => call !== 'view')
    expect(api.length).toBeGreaterThan(8)
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

/** The calls of the role `manage`, which `permitted.ts` does not list: nobody with a lower role may make another call. */
const MANAGE = ['erase', 'importRows', 'begin', 'restore', 'previewRestore', 'noteBackfill']

const sourceIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && name !== 'permitted.ts')
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n')

const SOURCES = { api: sourceIn('src/api'), pages: sourceIn('src/console') }

const makes = (side: keyof typeof SOURCES, call: string): boolean =>
  new RegExp(`\\.${call}\\(`).test(SOURCES[side]) || (THROUGH_API[call]?.test(SOURCES[side]) ?? false)

/** Functions that the Admin API and the pages call. */
const THROUGH_API: Readonly<Record<string, RegExp>> = {
  desk: /\breadDesk\(/,
  deskTraffic: /\breadDesk\(/,
  deskCutOffs: /\breadDesk\(/,
  receipt: /\breceiptFile\(/,
  exported: /\bexportFile\(/,
  orderCounts: /\bmergedCounts\(/,
  catalogueSince: /\bliveSupplier\(/,
  statementsOn: /\breadStatements\(/,
  countToday: /\breadStatements\(/,
  picks: /\bgatherPickList\(/,
  contents: /\bgatherPickList\(/,
  noteBackfill: /\brunBackfill\(/,
  articleNames: /\bgatherUnknown\(/,
  unknownPage: /\bgatherUnknown\(/,
  previewPage: /\bgatherPreview\(/,
}

/** Calls that one side needs no address for, and where the other side shows the same. */
const OTHERWISE: Readonly<Record<string, { readonly lacks: keyof typeof SOURCES; readonly shows: string }>> = {
  pageVersion: { lacks: 'api', shows: 'The cursor of `live` says what is new.' },
  outlooks: { lacks: 'api', shows: 'Each delivery of an order has `ifNobodyActs`.' },
  content: { lacks: 'api', shows: '`body` gives the content as it was posted.' },
  alerts: { lacks: 'pages', shows: 'Today groups the orders that an alert is about.' },
  liveSteps: { lacks: 'pages', shows: 'Today, Orders and an order refresh by `pageVersion`.' },
  counters: { lacks: 'pages', shows: 'Routes shows the control numbers of `routes`.' },
  metrics: { lacks: 'pages', shows: 'Figures for a monitoring system: `/metrics`.' },
  entryHistories: { lacks: 'pages', shows: 'The history of each row, on the page of the row.' },
}

describe('every call of the outbox that a person may make', () => {
  const calls = [...callsOf('metrics'), ...callsOf('view'), ...callsOf('act'), ...MANAGE]

  it('is read from the list of roles', () => {
    expect(callsOf('view').length).toBeGreaterThan(24)
    expect(callsOf('act').length).toBeGreaterThan(14)
    for (const call of MANAGE) expect(calls.filter((one) => one === call)).toHaveLength(1)
  })

  it.each(calls.filter((call) => !Object.hasOwn(OTHERWISE, call)))(
    'is made by the Admin API and by the console: %s',
    (call) => {
      expect(makes('api', call)).toBe(true)
      expect(makes('pages', call)).toBe(true)
    },
  )

  it.each(Object.entries(OTHERWISE))('is made by one side, which the list says: %s', (call, { lacks }) => {
    expect(calls).toContain(call)
    expect(makes(lacks, call)).toBe(false)
    expect(makes(lacks === 'api' ? 'pages' : 'api', call)).toBe(true)
  })
})
