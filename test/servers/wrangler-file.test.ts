import { describe, expect, it } from 'vitest'
import { localWranglerFile } from './wrangler-file.ts'

const TOML = `name = "x"
main = "src/worker.ts"

[build]
command = "node build.mjs"

[alias]
"#gateway" = "./.orderbridge/gateway.json"

[triggers]
crons = ["*/5 * * * *"]

[vars]
JURISDICTION = "eu"
TOKEN = "from the project"
KEPT = "yes"

[[rules]]
type = "Text"
`

describe('the wrangler.toml of npm start', () => {
  const file = localWranglerFile(TOML, '/p', '/q/gateway.json', new Map([['TOKEN', 'a"$\\#\n\u007F']]))

  it('finds the Worker and the gateway from anywhere', () => {
    expect(file).toContain('main = "/p/src/worker.ts"')
    expect(file).toContain('"#gateway" = "/q/gateway.json"')
  })

  it('builds nothing first, and has one table of vars, in which ours win', () => {
    expect(file).not.toMatch(/\[build\]|\[triggers\]|JURISDICTION|from the project/)
    expect(file.match(/^\[vars\]$/gm)).toHaveLength(1)
    expect(file).toContain('KEPT = "yes"')
    expect(file).toContain('TOKEN = "a\\"$\\\\#\\n\\u007f"')
    expect(file).toContain('[[rules]]\ntype = "Text"')
  })

  it('says when wrangler.toml has lost what it stands on', () => {
    expect(() => localWranglerFile('name = "x"', '/p', '/q', new Map())).toThrow('wrangler.toml')
  })
})
