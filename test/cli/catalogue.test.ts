import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCatalogue } from '../../src/cli/catalogue.ts'
import { articleRow, supplierWithTables } from '../fakes/catalogue.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { printedLines } from '../fakes/printed-lines.ts'
import { type ServedOutbox, serveApp, serveOutbox } from '../fakes/served-outbox.ts'

/** Without a terminal, as a script runs the command. */
const catalogue = createCatalogue(null)

let folder: string
let gateway: ServedOutbox
const { printed, complained } = printedLines()

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  vi.stubEnv('INIT_CWD', folder)
  gateway = await serveOutbox({ supplier: supplierWithTables() })
})
afterEach(() => {
  gateway.close()
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = (...words: string[]): Promise<number> => catalogue.run([...words, '--url', gateway.url])
const place = (name: string): string => path.join(folder, name)
const write = (name: string, ...lines: string[]): void => writeFileSync(place(name), `${lines.join('\n')}\n`)
const rowOf = (key: string) => gateway.box.outbox.catalogueRow('article', key)

describe('each example of catalogue --help', () => {
  it.each(examplesIn(catalogue.help))('runs: %s %s %s', async (...words) => {
    write('customers.csv', 'customer', 'C-77')
    write('articles.csv', 'article,erpArticle', 'A-1,900001')
    if (words.length === 1) for (const name of ['customers.csv', 'articles.csv']) rmSync(place(name))
    mkdirSync(place('tables'))
    write('tables/articles.csv', 'article', 'of an earlier week')
    // The example without an answer asks in a terminal; a test of this file answers.
    const own = words[0] === 'push' && !words.includes('--yes') ? ['--yes'] : []
    const differs = words[0] === 'diff' && words.includes('articles.csv')
    expect({ code: await run(...words, ...own), complained }).toEqual({ code: differs ? 3 : 0, complained: [] })
    expect(printed).not.toEqual([])
  })
})

describe('catalogue pull', () => {
  it('writes every row that counts, with the entries of people, as the configuration reads the file', async () => {
    gateway.box.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), { by: 'An' }, null)
    expect(await run('pull')).toBe(0)
    expect(readFileSync(place('articles.csv'), 'utf8').replace('\uFEFF', '').split(/\r?\n/).filter(Boolean)).toEqual([
      'article,erpArticle',
      'A-1,',
      '3105,303105',
    ])
    expect(printed).toEqual(['customers: 1 row in customers.csv', 'articles: 2 rows in articles.csv'])
    expect(await run('diff', 'articles.csv')).toBe(0)
  })

  it('writes no file where a file says something else, until --yes', async () => {
    write('articles.csv', 'article', 'mine')
    expect(await run('pull')).toBe(1)
    expect(complained[0]).toBe(
      'articles.csv would change, so no file was written. Give --yes, or another folder with --out.',
    )
    expect(existsSync(place('customers.csv'))).toBe(false)
    expect(await run('pull', '--yes', '--quiet')).toBe(0)
    expect(readFileSync(place('articles.csv'), 'utf8')).toContain('A-1')
    expect(printed).toEqual([])
  })

  it('leaves the file of a table without rows', async () => {
    gateway.close()
    gateway = await serveOutbox()
    write('articles.csv', 'article', 'mine')
    expect(await run('pull', 'articles', '--json')).toBe(0)
    expect(JSON.parse(printed[0] ?? '')).toEqual({ table: 'articles', rows: 0, file: null })
    expect(readFileSync(place('articles.csv'), 'utf8')).toContain('mine')
  })
})

describe('catalogue diff', () => {
  it('shows each cell that differs, what only the gateway has, and ends with 3', async () => {
    gateway.box.outbox.enterRow(articleRow('3105', { erpArticle: '303105', unit: 'KG' }), { by: 'An' }, null)
    write('articles.csv', 'article;erpArticle;unit;weighted', '3105;303106;KG;no', '3106;303106;;yes')
    expect(await run('diff', 'articles.csv')).toBe(3)
    expect(printed[0]?.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['CHANGE', 'NUMBER', 'COLUMN', 'GATEWAY', 'FILE'],
      ['add', '3106', 'article', '3106'],
      ['add', '3106', 'erpArticle', '303106'],
      ['add', '3106', 'weighted', 'yes'],
      ['change', '3105', 'erpArticle', '303105', '303106'],
      ['1 to add, 1 to change, 0 the same.'],
      ['Only in the gateway (1), where a push leaves them: A-1'],
    ])
    expect(rowOf('3106')).toBeNull()
  })

  it('names every mistake of the file with its line, and asks no gateway about it', async () => {
    write('articles.csv', 'article,factor', '3105,0', '3105,2', 'x,many')
    expect(await run('diff', 'articles.csv')).toBe(1)
    expect(complained).toEqual([
      'articles.csv:2: factor: The factor is a number above zero, with a point: 0.5.',
      "articles.csv:3: repeats article '3105' of line 2. Keep one of the two rows.",
      'articles.csv:4: factor: The factor is a number above zero, with a point: 0.5.',
    ])
    expect(gateway.asked.some((line) => line.includes('/import'))).toBe(false)
  })
})

describe('catalogue push', () => {
  it('enters the rows that differ, under the name of the person, and is then the same', async () => {
    write('spring.csv', 'article,erpArticle', 'A-1,900001', '3105,303105')
    expect(await run('push', 'spring.csv', '--table', 'articles', '--yes', '--by', 'An')).toBe(0)
    expect(printed).toEqual(['2 rows entered in the articles of fresco.'])
    expect(rowOf('3105')?.entry).toMatchObject({ by: 'An', row: { erpArticle: '303105' } })
    expect(await run('push', 'spring.csv', '--table', 'articles', '--yes')).toBe(0)
    expect(printed.at(-1)).toBe('The gateway has every row of spring.csv already.')
  })

  it('needs --yes where nobody can be asked', async () => {
    write('articles.csv', 'article', '3105')
    await expect(run('push', 'articles.csv')).rejects.toThrow('A push asks a person in a terminal')
    expect(rowOf('3105')).toBeNull()
  })

  it.each([
    ['y', 0],
    ['n', 3],
    [undefined, 3],
  ])('asks in a terminal after the preview: %j ends with %i', async (answer, code) => {
    write('articles.csv', 'article', '3105')
    const asking = createCatalogue(async () => answer)
    expect(await asking.run(['push', 'articles.csv', '--url', gateway.url])).toBe(code)
    expect(printed[0]).toContain('1 to add')
    expect(Boolean(rowOf('3105'))).toBe(code === 0)
  })
})

describe('catalogue', () => {
  it.each([
    [['psuh', 'articles.csv'], "Did you mean 'push'?"],
    [['push'], 'Give one file: catalogue push customers.csv'],
    [['diff', 'a.csv', 'b.csv'], 'Give one file'],
    [['diff', 'list.csv'], 'Give --table customers or --table articles'],
    [['diff', 'articles.csv'], 'There is no file articles.csv'],
    [['diff', 'articles.csv', '--yes'], '--yes is for push and pull'],
    [['pull', 'prices'], "There is no table 'prices'"],
  ])('refuses wrong use in one line: %s', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message)
  })

  it('needs the supplier where the gateway has several', async () => {
    const { box } = gateway
    const several = await serveApp({ gateway: { suppliers: { fresco: box.supplier, vega: box.supplier } } as never })
    await expect(catalogue.run(['pull', '--url', several.url])).rejects.toThrow(
      '--supplier: the gateway has fresco, vega',
    )
    several.close()
  })
})
