import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tomlStatements } from '../../../src/cli/deploy/guide/toml-statements.ts'
import {
  readSetting,
  readVar,
  routesIn,
  withDomain,
  withoutRoutes,
  withSetting,
} from '../../../src/cli/deploy/guide/wrangler-toml.ts'

const SEVERAL_LINES = `name = "orderbridge"
# Where the gateway is.
routes = [
  { pattern = "old.fresco.example", custom_domain = true }, # the [first] one
  { pattern = "fresco.example/orders/*", zone_name = "fresco.example" },
]
workers_dev = false
compatibility_flags = [
  "nodejs_compat",
]

# Secrets are elsewhere.
[vars]
JURISDICTION = "eu"
routes = "a variable of this name"
`
const TABLES = `name = "orderbridge"

[[routes]]
pattern = "old.fresco.example"
custom_domain = true

# Polls the order API.
[triggers]
crons = ["*/5 * * * *"]
`

describe('wrangler.toml', () => {
  it('is read as statements, which joined are the file', () => {
    const piece = fc.constantFrom('routes', ' = ', '[', ']', '"', "'", '"""', '#', '\n', '{', '}', 'a', '\\', '[vars]')
    fc.assert(
      fc.property(
        fc.array(piece).map((all) => all.join('')),
        (toml) => {
          const statements = tomlStatements(toml)
          expect(statements.map(({ text }) => text).join('')).toBe(toml)
        },
      ),
    )
  })

  it('names every address, also of a list over several lines and of tables', () => {
    expect(routesIn(SEVERAL_LINES)).toEqual(['old.fresco.example', 'fresco.example/orders/*'])
    expect(routesIn(TABLES)).toEqual(['old.fresco.example'])
    expect(routesIn('route = "a.example/*"\n')).toEqual(['a.example/*'])
    expect(routesIn('routes = ["a.example/*", \'b.example/*\']\n')).toEqual(['a.example/*', 'b.example/*'])
    expect(routesIn('[vars]\nroutes = "x"\n')).toEqual([])
  })

  it.each([SEVERAL_LINES, TABLES])('replaces each address by a host name, and keeps every other line', (toml) => {
    const changed = withDomain(toml, 'orders.fresco.example')
    expect(routesIn(changed)).toEqual(['orders.fresco.example'])
    expect(changed.match(/workers_dev/g)).toHaveLength(1)
    const kept = toml
      .split('\n')
      .filter((line) => !/pattern|custom_domain|^routes = \[|^\]|workers_dev|\[\[routes/.test(line) || line === '],')
    for (const line of kept) expect(changed).toContain(line)
    expect(withDomain(changed, 'orders.fresco.example')).toBe(changed)
  })

  it('has no address of its own below workers.dev', () => {
    for (const toml of [SEVERAL_LINES, TABLES]) {
      expect(routesIn(withoutRoutes(toml))).toEqual([])
      expect(withoutRoutes(toml)).not.toContain('workers_dev')
    }
    expect(readVar(withoutRoutes(SEVERAL_LINES), 'routes')).toBe('a variable of this name')
  })

  it('gets a setting before its first section, and replaces the earlier value', () => {
    const once = withSetting(TABLES, 'account_id', 'acc-1')
    expect(once).toContain('name = "orderbridge"\naccount_id = "acc-1"\n\n[[routes]]')
    expect(readSetting(withSetting(once, 'account_id', 'acc-2'), 'account_id')).toBe('acc-2')
    expect(readSetting(withSetting('', 'account_id', 'a'), 'account_id')).toBe('a')
    expect(readSetting('[vars]\naccount_id = "no"\n', 'account_id')).toBeUndefined()
  })
})
