import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod/mini'
import { settingsOf, settingsPage } from '../../scripts/docs/settings-page.ts'
import { updatePages } from '../../scripts/docs/update-pages.ts'

const PAGES = new Map([
  ['reference/alerts.md', '# Alerts\n'],
  ['formats/json.md', '# JSON\n'],
])

describe('npm run docs', () => {
  it('has nothing to write: every generated page is as the code has it', () => {
    const words = ['scripts/docs/docs.ts', '--check']
    expect(spawnSync(process.execPath, words, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  it('names the stale pages, and writes them without --check', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'reference-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const at = (name: string): string => path.join(folder, name)
    const stale = 'Stale: reference/alerts.md, formats/json.md. The code has changed since: run `npm run docs`.'
    expect(updatePages(PAGES, folder, true)).toBe(stale)
    expect(readdirSync(folder)).toEqual([])
    expect(updatePages(PAGES, folder, false)).toBe('Wrote reference/alerts.md, formats/json.md.')
    for (const [name, text] of PAGES) expect(readFileSync(at(name), 'utf8')).toBe(text)
    expect(updatePages(PAGES, folder, true)).toBeNull()
    writeFileSync(at('formats/json.md'), '# Old\n')
    expect(updatePages(PAGES, folder, false)).toBe('Wrote formats/json.md.')
    expect(updatePages(PAGES, folder, false)).toBe('Every page was fresh.')
  })
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
