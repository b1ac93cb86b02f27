import '../../../src/cli/hooks.ts'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UsageError } from '../../../src/cli/command.ts'
import { init } from '../../../src/cli/init.ts'
import { type Printed, runCommand } from '../../fakes/command.ts'
import { openSftpServer } from '../../servers/sftp-server.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-init-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command without a terminal, in a folder of its own. */
async function run(command: string, ...words: readonly string[]): Promise<Printed> {
  const own = command === 'init' ? ['--vars', 'my.vars'] : ['--out', 'gateway.json']
  vi.stubEnv('INIT_CWD', folder)
  try {
    return await runCommand(command, '--config', 'gateway.config.ts', ...own, ...words)
  } finally {
    vi.unstubAllEnvs()
  }
}
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8')

const JSON_BY_HTTP = ['--format', 'json', '--transport', 'http', '--url', 'https://erp.fresco.example/orders']

describe('orderbridge init', () => {
  it('pins the key that the server shows, writes no secret into the configuration, and says what comes next', async () => {
    const server = await openSftpServer()
    const host = `127.0.0.1:${server.port}`
    const mails = ['--desk', 'desk@fresco.example', '--mail-from', 'orders@gateway.example']
    const words = ['--name', 'Fresco Foods', '--recipient', '5412345000013', '--host', host, ...mails]
    const { status, stdout } = await run('init', ...words)
    server.close()
    expect(status).toBe(0)
    expect(read('gateway.config.ts')).toContain(`hostKeys: ['${server.hostKey}']`)
    expect(server.log).toEqual([])
    expect(readdirSync(folder).sort()).toEqual(['articles.csv', 'customers.csv', 'gateway.config.ts', 'my.vars'])
    const secrets = [...read('my.vars').matchAll(/=(\S+)/g)].map(([, value = '']) => value)
    expect(secrets).toHaveLength(2)
    for (const secret of secrets) expect(read('gateway.config.ts') + stdout).not.toContain(secret)
    expect(stdout).toContain('BGM+220+PO-1+9')
    expect(stdout).toContain('Subject: Bestelling PO-1')
    expect(stdout).toContain('Write these secrets into my.vars: FRESCO_FOODS_SFTP_PASSWORD.')
    expect(stdout).toContain(`compare the host key ${server.hostKey}`)
    expect((await run('config')).stdout).toContain('is in order: 1 supplier, 2 routes')
  })

  it('writes a configuration that is accepted also when the server does not answer, and says so in the file', async () => {
    const { status, stdout } = await run('init', '--name', 'F', '--recipient', 'F', '--host', '127.0.0.1:1')
    expect(status).toBe(0)
    expect(stdout).toContain('The server did not answer.')
    expect(read('gateway.config.ts')).toContain('// No server has this key')
  })

  it('names every missing option in one line, without a terminal', async () => {
    expect(await run('init')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'Without a terminal, give the answers as options. Missing: --name, --recipient, --host. (npx orderbridge init --help)\n',
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    [['--country', 'be'], "--country: 'be' is none of: "],
    [['--format', 'jsn'], "Did you mean 'json'?"],
    [['--host', 'a b'], '--host: This must be the name or address of a server'],
    [['--recipient', ''], '--recipient: This must not be empty.'],
    [['--desk', 'desk'], '--desk: This '],
    [['--bucket', 'b'], '--bucket is for another format or transport.'],
    [['--host-key', 'MD5:ab'], '--host-key must be the fingerprint'],
  ])('refuses %s before it writes', async (words, sentence) => {
    const files = ['--config', path.join(folder, 'gateway.config.ts'), '--vars', path.join(folder, 'my.vars')]
    const needed = ['--name', 'F', '--recipient', 'F', '--host', 'sftp.f.example']
    const refusal = init.run([...files, ...needed, ...words])
    await expect(refusal).rejects.toThrow(UsageError)
    await expect(refusal).rejects.toThrow(sentence)
    expect(readdirSync(folder)).toEqual([])
  })

  it('overwrites only with --force, keeps what was there, and changes no secret', async () => {
    writeFileSync(path.join(folder, 'customers.csv'), 'customer\nK-1\n')
    writeFileSync(path.join(folder, 'my.vars'), "F_WEBHOOK_SECRET='my own secret, as given'")
    const refused = await run('init', '--name', 'F', ...JSON_BY_HTTP)
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('Nothing was written: customers.csv would be overwritten. Add --force')
    expect(read('customers.csv')).toBe('customer\nK-1\n')
    expect((await run('init', '--name', 'F', ...JSON_BY_HTTP, '--force')).status).toBe(0)
    expect(read('customers.csv.bak')).toBe('customer\nK-1\n')
    expect(read('my.vars')).toMatch(/^F_WEBHOOK_SECRET='my own secret, as given'\n/)
    expect(read('my.vars').match(/WEBHOOK_SECRET=/g)).toHaveLength(1)
  })

  it('keeps the copy of an earlier run: each further copy has a number', async () => {
    writeFileSync(path.join(folder, 'customers.csv'), 'customer\nK-1\n')
    expect((await run('init', '--name', 'F', ...JSON_BY_HTTP, '--force')).status).toBe(0)
    const first = read('gateway.config.ts')
    for (const name of ['G', 'H'])
      expect((await run('init', '--name', name, ...JSON_BY_HTTP, '--force')).stdout).toContain('as gateway.config.ts.')
    expect(read('customers.csv.bak')).toBe('customer\nK-1\n')
    expect(read('gateway.config.ts.bak')).toBe(first)
    expect(read('gateway.config.ts.2.bak')).toContain("name: 'G'")
  })

  it('says that the file is written where the configuration has a mistake', async () => {
    const url = ['--url', 'https://user:word@erp.fresco.example/orders']
    const { status, stderr } = await run('init', '--name', 'F', '--format', 'json', '--transport', 'http', ...url)
    expect(status).toBe(1)
    expect(stderr).toContain('holds a user or a password')
    expect(stderr).toContain('the file is written. Correct it, then run `npx orderbridge config`.')
    expect(stderr).not.toContain('nothing was written')
  })
})
