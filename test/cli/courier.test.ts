import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { courier } from '../../src/cli/courier.ts'
import { readOptions } from '../../src/courier/options.ts'

const NEEDED = ['--url', 'http://localhost:1', '--supplier', 'fresco', '--route', 'erp', '--folder', 'in']

let caller: string
beforeEach(() => {
  caller = mkdtempSync(path.join(tmpdir(), 'orderbridge-caller-'))
  vi.stubEnv('INIT_CWD', caller)
  vi.stubEnv('ORDERBRIDGE_MAILBOX_TOKEN', 'a-token')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(caller, { recursive: true, force: true })
})

it('looks for the folder of the ERP where the caller stands, not in the project', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await courier.run([...NEEDED, '--once'])).toBe(2)
  expect(error.mock.calls.join()).toContain(`There is no folder ${path.join(caller, 'in')}.`)
})

it('means every path of a courier from the same folder', () => {
  const paths = ['--ack-folder', 'answers', '--state', 'state', '--token-file', 'a', '--ack-token-file', 'b']
  expect(readOptions([...NEEDED, ...paths], (file) => `/caller/${file}`)).toMatchObject({
    ...{ folder: '/caller/in', ackFolder: '/caller/answers', state: '/caller/state' },
    ...{ tokenFile: '/caller/a', ackTokenFile: '/caller/b' },
  })
})
