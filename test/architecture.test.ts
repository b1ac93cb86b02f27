import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { FLOORS, pointsUp } from '../scripts/floors.ts'
import { type Import, importsIn, readSources, roomOf } from '../scripts/imports.ts'
import { formats } from '../src/documents/registry.ts'
import { transports } from '../src/transports/registry.ts'

/** What a pure room may lean on. */
const PURE_GROUND = [
  'model/acknowledgement.ts',
  'model/break-glass-orders.ts',
  'model/decimal.ts',
  'model/document.ts',
  'model/finding.ts',
  'model/local-time.ts',
  'model/numbering.ts',
  'model/problem.ts',
  'model/response-verdict.ts',
  'model/result.ts',
  'model/order/line-changes.ts',
  'model/order/order.ts',
  'profile/secret-name.ts',
  'profile/supplier.ts',
  'text/charset.ts',
  'text/date-words.ts',
  'text/local-number.ts',
  'text/split-lines.ts',
  'text/unlinked.ts',
  'text/utf8.ts',
]
const PURE_PACKAGES = ['zod/mini', 'liquidjs', 'fast-xml-parser']
const LINE_LIMIT = 250
/** Files outside src that are longer than the limit. The list may only become shorter. */
const LONG_FILES = ['test/worker/gateway.config.ts']

const sources = readSources('.')
const files = [...sources.keys()]
const imports = new Map([...sources].map(([file, text]) => [file, importsIn(file, text)]))

/** Every import that breaks a rule, as `file → target`. */
const offences = (broken: (file: string, one: Import) => boolean): string[] =>
  [...imports].flatMap(([file, all]) =>
    all.filter((one) => broken(file, one)).map(({ target }) => `${file} → ${target}`),
  )

describe('the house', () => {
  it('finds its imports', () => {
    expect(imports.get('src/worker.ts')).toContainEqual({ target: 'src/app.ts', typeOnly: false })
    expect(imports.get('src/model/order/order.ts')).toContainEqual({ target: 'src/model/decimal.ts', typeOnly: true })
  })

  it('has every room on one floor', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(FLOORS.flat().sort())
  })

  it('has imports that point down only, types included', () => {
    expect(offences((file, { target }) => target.startsWith('src/') && pointsUp(roomOf(file), roomOf(target)))).toEqual(
      [],
    )
  })

  it('stands without its tests', () => {
    expect(offences((_, { target }) => /^(test|bench)\//.test(target))).toEqual([])
  })

  it('lets only the Worker into platform/, and only platform/ at Cloudflare', () => {
    const door = ['worker.ts', 'platform']
    expect(offences((file, { target }) => target.startsWith('src/platform/') && !door.includes(roomOf(file)))).toEqual(
      [],
    )
    expect(offences((file, { target }) => target.startsWith('cloudflare:') && !door.includes(roomOf(file)))).toEqual([])
  })

  it('keeps Node in cli/, courier/ and platform/', () => {
    const rooms = ['cli', 'courier', 'platform']
    expect(offences((file, { target }) => target.startsWith('node:') && !rooms.includes(roomOf(file)))).toEqual([])
  })

  it('keeps the command line and the checking of configurations out of the Worker', () => {
    const reached = new Set(['src/worker.ts'])
    for (const file of reached) {
      for (const { target, typeOnly } of imports.get(file) ?? [])
        if (!typeOnly && sources.has(target)) reached.add(target)
    }
    expect([...reached].filter((file) => ['cli', 'courier', 'config', 'config.ts'].includes(roomOf(file)))).toEqual([])
    expect(reached.size).toBeGreaterThan(30)
  })

  it('lets the courier lean on Node and itself alone: it runs where nothing of ours is installed', () => {
    const own = (target: string): boolean =>
      target.startsWith('node:') || target.startsWith('src/courier/') || target === 'src/version.ts'
    expect(offences((file, { target, typeOnly }) => roomOf(file) === 'courier' && !typeOnly && !own(target))).toEqual(
      [],
    )
  })

  it('takes clock and randomness as arguments, which only the edge of the platform reads', () => {
    const edge = ['worker.ts', 'platform', 'cli', 'courier']
    const reads = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\brandomUUID\b/
    const offenders = [...sources].filter(
      ([file, text]) => !edge.includes(roomOf(file)) && reads.test(withoutComments(text)),
    )
    expect(offenders.map(([file]) => file)).toEqual([])
    expect(reads.test(sources.get('src/worker.ts') ?? '')).toBe(true)
  })

  it('ends every timer with the work it limits: a timer that outlives its work keeps an object awake', () => {
    const node = ['cli', 'courier']
    const timers = [...sources].filter(
      ([file, text]) => text.includes('AbortSignal.timeout(') && !node.includes(roomOf(file)),
    )
    expect(timers.map(([file]) => file)).toEqual([])
  })

  it('takes zod/mini only: the whole of zod is 200 KiB more, and changes the words of every schema', () => {
    expect(offences((_, { target }) => /^zod(?!\/mini$)/.test(target))).toEqual([])
  })

  it('keeps documents/ pure', () => {
    const impure = offences((file, { target }) => {
      if (roomOf(file) !== 'documents') return false
      if (!target.startsWith('src/')) return !PURE_PACKAGES.includes(target) && !target.startsWith('templates/')
      return roomOf(target) !== 'documents' && !PURE_GROUND.some((file) => target === `src/${file}`)
    })
    expect(impure).toEqual([])
    for (const [file, text] of sources) {
      if (roomOf(file) !== 'documents') continue
      expect(withoutComments(text), file).not.toMatch(/\bcrypto\.|\bfetch\(|\bsetTimeout\(|\bprocess\./)
    }
  })

  it('has every format and every transport in its registry, under its own name', async () => {
    const written = await plugInsIn('documents', ['id', 'settings', 'findProblems', 'write'])
    expect(
      [...written]
        .map(([name, format]) => formats[String(Reflect.get(format, 'id'))] === format || name)
        .filter(isName),
    ).toEqual([])
    const travelled = await plugInsIn('transports', ['kind', 'settings', 'deliver'])
    expect(
      [...travelled].map(([name, one]) => transports[String(Reflect.get(one, 'kind'))] === one || name).filter(isName),
    ).toEqual([])
    for (const [id, format] of Object.entries(formats)) expect(format.id).toBe(id)
    for (const [kind, transport] of Object.entries(transports)) expect(transport.kind).toBe(kind)
  })

  it('has the schemas of settings built when they are asked, not while an instance starts', () => {
    const eager = [...Object.values(formats), ...Object.values(transports)].filter(
      ({ settings }) => settings._zod.def.type !== 'lazy',
    )
    expect(eager).toEqual([])
  })

  it('finds a supplier and a route by name in one place', () => {
    const searches = /\bsuppliers, \w+\) \? |\broutes\??\.(find|some)\([^=]*=> (\w+\.)?name === /
    expect(searches.test(sources.get('src/profile/route-named.ts') ?? '')).toBe(true)
    // A configuration that is still unchecked has no supplier to ask.
    const places = ['src/profile/route-named.ts', 'src/config/fallback-check.ts']
    expect(
      [...sources].flatMap(([file, text]) => (searches.test(text) && !places.includes(file) ? [file] : [])),
    ).toEqual([])
  })

  it('compares with constant patterns of GLOB and LIKE only, of at most 50 bytes: Durable Objects refuse longer ones', () => {
    const compares = [...sources].flatMap(([file, text]) =>
      [...withoutComments(text).matchAll(/\b(?:GLOB|LIKE)\b.*/g)].map(([rest]) => ({ file, rest })),
    )
    expect(compares.length).toBeGreaterThan(0)
    expect(compares.filter(({ rest }) => !/^(?:GLOB|LIKE) '[^']{0,50}'(?! *\|\|)/.test(rest))).toEqual([])
  })

  it('has files named in kebab-case, none of them a second room in disguise', () => {
    expect(files.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|css)$/.test(path.basename(file)))).toEqual([])
    expect(files.filter((file) => /\b(utils?|helpers?|common|misc)\b/.test(path.basename(file)))).toEqual([])
    const long = [...sources].filter(([, text]) => isLong(text)).map(([file]) => file)
    expect(long).toEqual([])
  })

  it('has no further long file in tests and scripts', () => {
    const long = ['bench', 'bin', 'scripts', 'test'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && isLong(readFileSync(file, 'utf8'))),
    )
    expect(long.sort()).toEqual(LONG_FILES)
  })
})

const isLong = (text: string): boolean => text.split('\n').length - 1 > LINE_LIMIT

const withoutComments = (text: string): string => text.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '')

const isName = (one: true | string): one is string => one !== true

/** What the modules of a room export and that has these members, by file and name. */
async function plugInsIn(room: string, members: readonly string[]): Promise<Map<string, object>> {
  const found = new Map<string, object>()
  for (const file of files.filter((one) => roomOf(one) === room)) {
    const exported: Record<string, unknown> = await import(path.resolve(file))
    for (const [name, value] of Object.entries(exported)) {
      const fits = typeof value === 'object' && value !== null && members.every((member) => member in value)
      if (fits) found.set(`${file} ${name}`, value)
    }
  }
  return found
}
