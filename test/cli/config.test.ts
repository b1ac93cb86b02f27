import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devVarsWarnings } from '../../src/cli/dev-vars-check.ts'

const MAIN = path.resolve('src/cli/main.ts')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (words: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [MAIN, ...words], { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder, ...env } })
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
    const { status, stdout, stderr } = run(['config', '--config', 'mine.ts', '--out', 'out/g.json'])
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

  it('tells every mistake on a line of its own, ends with 1 and writes nothing', () => {
    write('bad.json', JSON.stringify({ suppliers: { a: { nam: 'x' } }, x: 1 }))
    const { status, stderr } = run(['config', '--config', 'bad.json', '--out', 'bad-out.json'])
    expect(status).toBe(1)
    expect(stderr).toContain("suppliers.a.nam: is not a setting here. Did you mean 'name'?\n")
    expect(stderr).toContain('mistakes in bad.json; nothing was written.')
    expect(existsSync(path.join(folder, 'bad-out.json'))).toBe(false)
  })

  it('warns of a body limit that lets strangers post much, and writes all the same', () => {
    const large = (maxBytes: number) => {
      write('large.ts', `export default { suppliers: { fresco: { ${SUPPLIER}, maxBytes: ${maxBytes} } } }`)
      return run(['config', '--config', 'large.ts', '--out', 'large.json'])
    }
    expect(large(2_097_152)).toMatchObject({ status: 0, stderr: '' })
    const { status, stderr } = large(2_097_153)
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^Warning: suppliers\.fresco\.maxBytes: The gateway reads up to 2097153 bytes/),
    })
  })

  it.each([
    ['missing.ts', '', 'There is no such file.'],
    ['empty.ts', 'export const gateway = {}', 'exports nothing'],
  ])('says why it cannot read %s', (file, text, message) => {
    if (text !== '') write(file, text)
    const { status, stderr } = run(['config', '--config', file, '--out', 'none.json'])
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`${file}: ${message}`) })
  })

  it('names the line at which a file stops making sense', () => {
    write('unclosed.ts', 'export default {\n  suppliers:\n    fresco: {},\n}\n')
    write('comma.json', '{\n  "suppliers": {,\n}\n')
    write('throws.ts', "const fresco = 1\nthrow new Error('out of coffee')")
    for (const [file, message] of [
      ['unclosed.ts', 'unclosed.ts:3: cannot be read: '],
      ['comma.json', 'comma.json:2: cannot be read: '],
      ['throws.ts', 'throws.ts:2: cannot be evaluated: out of coffee'],
    ] as const) {
      const { status, stderr } = run(['config', '--config', file, '--out', 'none.json'])
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) })
    }
  })

  it('refuses the demo supplier when deploying, and only then', () => {
    write('demo.json', JSON.stringify({ suppliers: { fresco: { ...supplier(), demo: true } } }))
    const build = ['config', '--config', 'demo.json', '--build', '--out', 'demo-out.json']
    for (const command of ['deploy', 'versions upload']) {
      const { status, stderr } = run(build, { WRANGLER_COMMAND: command })
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('suppliers.fresco.demo: ') })
    }
    expect(run(build, { WRANGLER_COMMAND: 'dev' }).status).toBe(0)
  })

  it('says at the start of wrangler dev which secrets are missing', () => {
    write(
      'dev.json',
      JSON.stringify({ suppliers: { fresco: { ...supplier(), webhook: { secrets: ['OF_THIS_TEST'] } } } }),
    )
    const build = ['config', '--config', 'dev.json', '--build', '--out', 'dev-out.json']
    const { status, stderr } = run(build, { WRANGLER_COMMAND: 'dev' })
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
  it('suggests a command, and ends with 2', () => {
    const { status, stderr } = run(['cofnig'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("Did you mean 'config'?") })
  })

  it('helps, and ends with 2 on an unknown option', () => {
    expect(run(['config', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--out FILE') })
    expect(run(['start', '--prot', '1'])).toMatchObject({ status: 2, stderr: expect.stringContaining("'--port'") })
  })
})

const supplier = () => ({
  name: 'Fresco',
  timeZone: 'UTC',
  webhook: { secrets: ['S'] },
  routes: [{ name: 'a', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } }],
})
