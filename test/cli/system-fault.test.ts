import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { systemFault } from '../../src/cli/system-fault.ts'
import { runCommand } from '../fakes/command.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-fault-'))
afterAll(() => rmSync(folder, { recursive: true }))

const errorOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('what the system says no to', () => {
  it('is told in a sentence that says what to do', async () => {
    const file = path.join(ROOT, 'package.json')
    expect(systemFault(errorOf(() => readFileSync(folder)))).toContain('is a folder. Give a file.')
    expect(systemFault(errorOf(() => readdirSync(file)))).toBe(`${file} is no folder, or lies in none. Give a folder.`)
    expect(systemFault(errorOf(() => readFileSync(path.join(folder, 'x'))))).toBe(
      `There is no ${path.join(folder, 'x')}.`,
    )
    const [first, second] = [createServer(), createServer()]
    first.listen(0, '127.0.0.1')
    await once(first, 'listening')
    const { port } = first.address() as AddressInfo
    const [error] = (await Promise.all([once(second, 'error'), second.listen(port, '127.0.0.1')]))[0]
    first.close()
    expect(systemFault(error)).toBe(`Port ${port} is taken. Stop what runs there, or give another with --port.`)
  })

  it('is no fault of ours, which keeps its stack', () => {
    for (const error of [
      new Error('x'),
      new TypeError('x'),
      Object.assign(new Error('x'), { code: 'EISDIR' }),
      'x',
      null,
    ])
      expect(systemFault(error)).toBeNull()
  })

  it.each([
    [['order', '--vars', folder], 'is a folder. Give a file.'],
    [['render', '--file', folder], 'is a folder. Give a file.'],
    [['config', '--config', folder], `${folder}: is a folder. Give the file in it.`],
    [['config', '--out', folder], `${folder} is a folder. Give a file.`],
    [['export', '--supplier', 'fresco', '--out', 'package.json'], 'package.json is no folder'],
  ])('ends a command with 1 and no stack: %j', async (words, sentence) => {
    const { status, stderr } = await runCommand(...words)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('at Object.')
    expect(status).toBe(1)
  })
})
