import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { devVarsWarnings } from '../../src/cli/dev-vars-check.ts'
import { type Printed, runCommand } from '../fakes/command.ts'
import { runCommands } from '../fakes/command-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(words: readonly string[], env: Record<string, string> = {}): Promise<Printed> {
  for (const [name, value] of Object.entries({ INIT_CWD: folder, ...env })) vi.stubEnv(name, value)
  try {
    return await runCommand(...words)
  } finally {
    vi.unstubAllEnvs()
  }
}
const NOTHING: Printed = { status: -1, stdout: '', stderr: '' }
/** In a process of Node, because the test runner reads modules in another way. */
const runInNode = (...commands: readonly string[][]): readonly Printed[] =>
  runCommands(commands.map((words) => ({ words, env: { INIT_CWD: folder } })))
const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text)
const SUPPLIER = `name: 'Fresco', timeZone: 'UTC', webhook: { secrets: ['S'] },
  routes: [{ name: 'a', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } }]`

describe('orderbridge config', () => {
  it('reads TypeScript outside the project, and the tables beside it, and fills in the defaults', () => {
    write('customers.csv', 'customer;name\nK-1;Bistro\n')
    write(
      'mine.ts',
      `import { defineGateway } from 'orderbridge'
       const zone: string = 'UTC'
       export default defineGateway({ suppliers: { fresco: { ${SUPPLIER}, customers: './customers.csv', source: { zone } } } })`,
    )
    const [{ status, stdout, stderr } = NOTHING] = runInNode(['config', '--config', 'mine.ts', '--out', 'out/g.json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('mine.ts is in order: 1 supplier, 1 route.')
    expect(stdout).toContain('S  for the webhook of fresco')
    expect(stdout).toContain('CONSOLE_TOKEN  for the Admin API')
    const gateway = JSON.parse(readFileSync(path.join(folder, 'out/g.json'), 'utf8'))
    expect(gateway.suppliers.fresco).toMatchObject({
      currency: 'EUR',
      customers: [{ customer: 'K-1', name: 'Bistro' }],
    })
  })

  it('tells every mistake on a line of its own, ends with 1 and writes nothing', async () => {
    write('bad.json', JSON.stringify({ suppliers: { a: { nam: 'x' } }, x: 1 }))
    const { status, stderr } = await run(['config', '--config', 'bad.json', '--out', 'bad-out.json'])
    expect(status).toBe(1)
    expect(stderr).toContain("suppliers.a.nam: is not a setting here. Did you mean 'name'?\n")
    expect(stderr).toContain('mistakes in bad.json; nothing was written.')
    expect(existsSync(path.join(folder, 'bad-out.json'))).toBe(false)
  })

  it('warns of a body limit that lets strangers post much, and writes all the same', async () => {
    const large = (maxBytes: number) => {
      const file = `large-${maxBytes}.ts`
      write(file, `export default { suppliers: { fresco: { ${SUPPLIER}, maxBytes: ${maxBytes} } } }`)
      return run(['config', '--config', file, '--out', 'large.json'])
    }
    expect(await large(2_097_152)).toMatchObject({ status: 0, stderr: '' })
    const { status, stderr } = await large(2_097_153)
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^Warning: suppliers\.fresco\.maxBytes: The gateway reads up to 2097153 bytes/),
    })
  })

  it('says why it cannot read a file, and names the line at which the file stops making sense', () => {
    write('empty.ts', 'export const gateway = {}')
    write('unclosed.ts', 'export default {\n  suppliers:\n    fresco: {},\n}\n')
    write('comma.json', '{\n  "suppliers": {,\n}\n')
    write('throws.ts', "const fresco = 1\nthrow new Error('out of coffee')")
    const messages = {
      'missing.ts': 'missing.ts: There is no such file.',
      'empty.ts': 'empty.ts: exports nothing',
      'unclosed.ts': 'unclosed.ts:3: cannot be read: ',
      'comma.json': 'comma.json:2: cannot be read: ',
      'throws.ts': 'throws.ts:2: cannot be evaluated: out of coffee',
    }
    const printed = runInNode(
      ...Object.keys(messages).map((file) => ['config', '--config', file, '--out', 'none.json']),
    )
    for (const [nr, message] of Object.values(messages).entries())
      expect(printed[nr]).toMatchObject({ status: 1, stderr: expect.stringContaining(message) })
  })

  it('refuses the demo supplier when deploying, and only then', async () => {
    write('demo.json', JSON.stringify({ suppliers: { fresco: { ...supplier(), demo: true } } }))
    const build = ['config', '--config', 'demo.json', '--build', '--out', 'demo-out.json']
    for (const command of ['deploy', 'versions upload']) {
      const { status, stderr } = await run(build, { WRANGLER_COMMAND: command })
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('suppliers.fresco.demo: ') })
    }
    expect((await run(build, { WRANGLER_COMMAND: 'dev' })).status).toBe(0)
  })

  it('says at the start of wrangler dev which secrets are missing', async () => {
    write(
      'dev.json',
      JSON.stringify({ suppliers: { fresco: { ...supplier(), webhook: { secrets: ['OF_THIS_TEST'] } } } }),
    )
    const build = ['config', '--config', 'dev.json', '--build', '--out', 'dev-out.json']
    const { status, stderr } = await run(build, { WRANGLER_COMMAND: 'dev' })
    expect({ status, stderr }).toEqual({
      status: 0,
      // A clone has the vars file only after its first start.
      stderr: expect.stringMatching(/Warning: (There is no vars file .*\.dev\.vars|OF_THIS_TEST is missing)/),
    })
  })
})

describe('the vars file of wrangler dev', () => {
  const names = [{ name: 'S', usedBy: ['the webhook of fresco'], guards: true, origin: 'apicbase' } as const]
  const warnings = () => devVarsWarnings(names, path.join(folder, '.dev.vars'))

  it('is named with the consequence where it is missing', () => {
    expect(warnings()).toEqual([expect.stringContaining('stay closed')])
  })

  it('is checked for each secret, and for its form', () => {
    write('.dev.vars', 'CONSOLE_TOKEN=a-token-of-24-characters\n')
    expect(warnings()).toEqual(['S is missing; it is for the webhook of fresco.'])
    write('.dev.vars', 'nonsense\n')
    expect(warnings()).toEqual([expect.stringContaining('line 1 is not of the form NAME=value')])
  })
})

describe('the command line', () => {
  it('suggests a command, and ends with 2', async () => {
    const { status, stderr } = await run(['cofnig'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("Did you mean 'config'?") })
  })

  it('helps, and ends with 2 on an unknown option', async () => {
    expect(await run(['config', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--out FILE') })
    expect(await run(['start', '--prot', '1'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'--port'"),
    })
  })
})

const supplier = () => ({
  name: 'Fresco',
  timeZone: 'UTC',
  webhook: { secrets: ['S'] },
  routes: [{ name: 'a', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } }],
})
