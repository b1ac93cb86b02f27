import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { settingsOf, settingsPage } from '../../scripts/docs/settings-page.ts'

const docs = (...words: string[]) =>
  spawnSync(process.execPath, ['scripts/docs/docs.ts', ...words], { encoding: 'utf8' })
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const)

describe('npm run docs', () => {
  it('has nothing to write: every generated page is as the code has it', () => {
    expect(docs('--check')).toMatchObject({ status: 0, stderr: '' })
  })

  it('names the stale pages, and writes them without --check', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'reference-'))
    const check = docs('--check', '--out', folder)
    expect(check.status).toBe(1)
    expect(check.stderr).toMatch(/^Stale: .*commands\.md.*run `npm run docs`\.$/m)
    expect(readdirSync(folder)).toEqual([])
    expect(docs('--out', folder).status).toBe(0)
    const written = contents(folder)
    expect(written.length).toBeGreaterThan(4)
    expect(contents('docs')).toEqual(expect.arrayContaining(written))
    rmSync(folder, { recursive: true })
  }, 120_000)
})

describe('the page of settings', () => {
  const rows = settingsPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))

  it('says what each setting means, and has more than 300', () => {
    expect(rows.length).toBeGreaterThan(300)
    expect(rows.filter((cells) => !/^.{5,}\.$/.test(cells.at(-2) ?? ''))).toEqual([])
  })

  it('refuses a setting without a description', () => {
    const schema = z.strictObject({ depot: z.string() })
    expect(() => settingsOf(schema)).toThrow('The setting depot has no description')
  })
})
