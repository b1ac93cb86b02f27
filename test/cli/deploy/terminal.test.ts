import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readState, writeState } from '../../../src/cli/deploy/guide/state.ts'
import { runWrangler, terminalPorts } from '../../../src/cli/deploy/guide/terminal.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-guide-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("wrangler's command", () => {
  const stub = (): string => {
    const file = path.join(folder, 'wrangler.mjs')
    writeFileSync(
      file,
      'console.log(process.argv.slice(2).join(" "), process.env.ACCOUNT); console.error("a warning"); process.exit(3)',
    )
    return file
  }

  it('is run with its words and variables, and gives back both streams and the exit code', async () => {
    const shown: string[] = []
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => Boolean(shown.push(String(text))))
    const quiet = await runWrangler(['secret', 'list'], 'quiet', { ACCOUNT: 'acc-1' }, stub())
    expect(shown).toEqual([])
    await runWrangler(['deploy'], 'shown', { ACCOUNT: 'acc-1' }, stub())
    vi.restoreAllMocks()
    expect(quiet.code).toBe(3)
    expect(quiet.output.split('\n').sort()).toEqual(['', 'a warning', 'secret list acc-1'])
    expect(shown.sort()).toEqual(['a warning\n', 'deploy acc-1\n'])
  })
})

describe('the file for `secret bulk`', () => {
  it('can be read by this user only, and is gone with its folder afterwards', () => {
    const { writePrivate, remove, close } = terminalPorts()
    close()
    const file = writePrivate('{"A":"b"}')
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['{"A":"b"}', 0o600])
    remove(file)
    expect(existsSync(path.dirname(file))).toBe(false)
  })
})

describe('the state of the guide', () => {
  it('survives a restart, and a damaged file begins again', () => {
    const file = path.join(folder, 'state', 'deploy.json')
    expect(readState(file)).toEqual({ done: [], confirmed: {} })
    writeState(file, { done: ['account'], account: 'acc-1', confirmed: {} })
    expect(readState(file)).toEqual({ done: ['account'], account: 'acc-1', confirmed: {} })
    writeFileSync(file, '{"done":')
    expect(readState(file)).toEqual({ done: [], confirmed: {} })
  })
})
