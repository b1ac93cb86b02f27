import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportOrders } from '../../src/cli/export.ts'
import { restore } from '../../src/cli/restore.ts'
import { endText, exportText } from '../../src/exports/write-export.ts'
import { articleRow } from '../fakes/catalogue.ts'
import { ERP } from '../fakes/orders.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const ORDERS = 450

let lost: ServedOutbox
let fresh: ServedOutbox
let folder = ''
let said: string[] = []
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-restore-'))
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  lost = await serveOutbox()
  fresh = await serveOutbox()
  lost.box.wire.answers(ERP, status(200))
  for (const orderId of ['a', 'b', 'c']) lost.box.accept({ orderId })
  await lost.box.work()
  lost.box.accept({ orderId: 'd', starts: { erp: { state: 'held', reason: 'quantity' } } })
})
afterEach(() => {
  lost.close()
  fresh.close()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const exportTo = (name: string, ...words: string[]) =>
  exportOrders.run(['--supplier', 'fresco', '--out', path.join(folder, name), '--url', lost.url, ...words])
const run = (...words: string[]) => restore.run([...words, '--supplier', 'fresco', '--by', 'jo', '--url', fresh.url])
const inside = (...names: string[]): string => path.join(folder, ...names)
const there = (id: string) => fresh.box.outbox.view(id)?.state ?? null
const ids = ['a', 'b', 'c', 'd']

describe('the catalogue of an export', () => {
  const enter = (box: ServedOutbox['box'], key: string, erpArticle: string, seen: number | null = null) =>
    box.outbox.enterRow(articleRow(key, { erpArticle }), { by: 'An', note: 'spring' }, seen)
  const row = (key: string) => fresh.box.outbox.catalogueRow('article', key)

  it('is restored with its history, and twice is as good as once', async () => {
    enter(lost.box, '3105', '303105')
    lost.box.clock.advance(60_000)
    const first = lost.box.outbox.catalogueRow('article', '3105')?.entry?.version ?? null
    enter(lost.box, '3105', '303106', first)
    await exportTo('all')
    expect(await run(inside('all'))).toBe(0)
    expect(said.join('\n')).toContain('2 files, whole: 4 orders. Catalogue: 1 number.')
    expect(said.join('\n')).toContain('Catalogue: 1 number restored; 0 were there already.')
    const plain = (box: ServedOutbox['box']) =>
      box.outbox.catalogueRow('article', '3105')?.history.map(({ version: _, ...step }) => step)
    expect(plain(fresh.box)).toEqual(plain(lost.box))
    fresh.box.outbox.undoRow('article', '3105', { by: 'Jo' }, row('3105')?.entry?.version ?? 0)
    expect(row('3105')?.effective).toMatchObject({ erpArticle: '303105' })
    expect(await run(inside('all'))).toBe(0)
    expect(said.join('\n')).toContain('Catalogue: 0 numbers restored; 1 were there already.')
    expect(row('3105')?.effective).toMatchObject({ erpArticle: '303105' })
  })

  it('leaves a number alone where another row counts, names it, and ends with 1', async () => {
    enter(lost.box, '3105', '303105')
    enter(lost.box, '3106', '303106')
    enter(fresh.box, '3105', 'another')
    await exportTo('all')
    expect(await run(inside('all', 'catalogue.ndjson'))).toBe(1)
    expect(said.at(-1)).toBe(
      'Catalogue: 1 number restored; 0 were there already.\n1 number left alone, because another row counts in the gateway: article 3105',
    )
    expect(row('3105')?.effective).toMatchObject({ erpArticle: 'another' })
    expect(there('a')).toBeNull()
  })

  it('is not needed: a folder from before the catalogue is restored', async () => {
    await exportTo('all')
    rmSync(inside('all', 'catalogue.ndjson'))
    expect(await run(inside('all'))).toBe(0)
    expect(there('a')).toBe('settled')
  })

  it('is not part of the export of one order', async () => {
    enter(lost.box, '3105', '303105')
    await exportTo('one', '--order', 'a')
    expect(existsSync(inside('one', 'catalogue.ndjson'))).toBe(false)
  })

  it.each([
    ['changed', (text: string) => text.replace('303105', '303106'), ':1: its digest is missing or wrong'],
    ['cut short', (text: string) => text.slice(0, text.lastIndexOf('{"end"')), ':2: the export has no end'],
    ['of another supplier', (text: string) => text, ':1: it is an entry of fresco, not of vega.'],
    [
      'of a later version',
      (text: string) => text.replace('"end":{"format":1', '"end":{"format":2'),
      ':2: It has format 2',
    ],
  ])('restores nothing when it is %s', async (how, change, message) => {
    enter(lost.box, '3105', '303105')
    await exportTo('all')
    const file = inside('all', 'catalogue.ndjson')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    const supplier = how === 'of another supplier' ? 'vega' : 'fresco'
    expect(await restore.run([file, '--supplier', supplier, '--url', fresh.url])).toBe(1)
    expect(said.join('\n')).toContain(message)
    expect(said.at(-1)).toBe('Nothing was restored.')
    expect(row('3105')).toBeNull()
  })
})

describe('orderbridge restore', () => {
  it('gives another gateway back what an export holds, and twice is as good as once', async () => {
    await exportTo('all')
    expect(await run(inside('all'))).toBe(0)
    expect(ids.map(there)).toEqual(['settled', 'settled', 'settled', 'held'])
    expect(said.at(-1)).toBe('4 orders restored, 1 of them held for you to look at; 0 were there already.')
    for (const id of ids) {
      expect(fresh.box.outbox.body(id, 1)).toEqual(lost.box.outbox.body(id, 1))
      expect(fresh.box.outbox.document(id, 'erp', 1)).toEqual(lost.box.outbox.document(id, 'erp', 1))
      expect(fresh.box.accept({ orderId: id })?.status).toBe('duplicate')
    }
    expect(
      fresh.box.outbox.list({ state: null, text: null, limit: 9, before: null }).rows.map(({ seq }) => seq),
    ).toEqual([4, 3, 2, 1])
    expect(await run(inside('all', 'orders.ndjson'))).toBe(0)
    expect(said.at(-1)).toBe('0 orders restored, 0 of them held for you to look at; 4 were there already.')
  })

  it('takes several exports at once, of an order the newest, and objects of an archive', async () => {
    await exportTo('before')
    lost.box.clock.advance(1_000)
    lost.box.outbox.discard('d', { by: 'an', note: 'No.' })
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    await exportTo('after', '--order', 'd')
    const a = lost.box.outbox.exported('a')
    const text = a ? await exportText(a) : ''
    writeFileSync(inside('a.ndjson'), text + endText(0, 1, []))
    expect(await run(inside('after'), inside('a.ndjson'), inside('before'))).toBe(0)
    expect(ids.map(there)).toEqual(['settled', 'settled', 'settled', 'discarded'])
  })

  it('sends many in parts, and none of them when a line is wrong', async () => {
    for (let at = 0; at < ORDERS; at++) lost.box.accept({ orderId: `order-${at}` })
    await exportTo('many')
    expect(await run(inside('many'))).toBe(0)
    expect(said.at(-1)).toContain(`${ORDERS + 4} orders restored`)
    expect(fresh.asked).toEqual(Array(3).fill('POST /api/suppliers/fresco/restore'))
    await run(inside('many'), '--batch', '454')
    expect(fresh.asked).toHaveLength(4)
  })

  const lines = (name: string) => readFileSync(inside(name, 'orders.ndjson'), 'utf8').split('\n')
  const rewrite = (name: string, change: (lines: string[]) => string[]): void =>
    writeFileSync(inside(name, 'orders.ndjson'), change(lines(name)).join('\n'))

  it.each([
    [
      'a changed digit',
      () => rewrite('bad', ([a = '', ...more]) => [a.replace('"PO-d"', '"PO-e"'), ...more]),
      ':1: its digest is missing or wrong',
    ],
    [
      'a line cut short',
      () => rewrite('bad', (all) => all.map((line, at) => (at === 1 ? line.slice(0, 80) : line))),
      ':2: it is cut short, or no JSON.',
    ],
    [
      'a file cut in a line',
      () => writeFileSync(inside('bad', 'orders.ndjson'), lines('bad').join('\n').slice(0, 900)),
      ':1: it is cut short.',
    ],
    [
      'a file cut between lines',
      () => rewrite('bad', (all) => [...all.slice(0, 2), '']),
      ':3: the export has no end: it was cut short.',
    ],
    ['a line taken out', () => rewrite('bad', ([, ...more]) => more), ':4: there should be 4 orders, and there are 3.'],
    [
      'a line that is none',
      () => rewrite('bad', ([a = '', ...more]) => [a, 'null', ...more]),
      ':2: it is cut short, or no JSON.',
    ],
    [
      'an empty file',
      () => writeFileSync(inside('bad', 'orders.ndjson'), ''),
      ':1: the export has no end: it was cut short.',
    ],
    ['a body that is gone', () => rmSync(inside('bad', 'bodies', 'd-1.json')), ':1: bodies/d-1.json is not there.'],
    [
      'a document that was changed',
      () => writeFileSync(inside('bad', 'documents', 'b-1-erp.json'), '{}'),
      ':3: documents/b-1-erp.json was changed.',
    ],
  ])('refuses an export with %s, says where, and takes nothing', async (_, spoil, complaint) => {
    await exportTo('good')
    cpSync(inside('good'), inside('bad'), { recursive: true })
    spoil()
    expect(await run(inside('bad'))).toBe(1)
    expect(said.join('\n')).toContain(`orders.ndjson${complaint}`)
    expect(said.at(-1)).toBe('Nothing was restored.')
    expect(fresh.asked).toEqual([])
  })

  it('leaves alone what the gateway has with another content, and says which', async () => {
    await exportTo('all')
    fresh.box.accept({ orderId: 'b', content: 5 })
    expect(await run(inside('all'))).toBe(1)
    expect(said.at(-1)).toContain('1 order left alone, because the gateway has another content of the same order: b')
    expect(ids.map(there)).toEqual(['settled', 'pending', 'settled', 'held'])
  })

  it('only looks with --check, and takes no order of another supplier', async () => {
    await exportTo('all')
    expect(await run(inside('all'), '--check')).toBe(0)
    expect(said.at(-1)).toBe('2 files, whole: 4 orders.')
    expect(await restore.run([inside('all'), '--supplier', 'mare', '--url', fresh.url])).toBe(1)
    expect(said.join('\n')).toContain(':1: it is an order of fresco, not of mare.')
    expect(fresh.asked).toEqual([])
  })

  it('says what it needs', async () => {
    await expect(run()).rejects.toThrow('Give the files')
    await expect(restore.run(['x'])).rejects.toThrow('Give --supplier')
    await expect(run(inside('nothing'))).rejects.toThrow('There is no file')
    await expect(run(folder)).rejects.toThrow('There is no orders.ndjson')
  })

  it('says when the gateway goes away, and goes on when it is called again', async () => {
    await exportTo('all')
    fresh.close()
    expect(await run(inside('all'))).toBe(1)
    expect(said.join('\n')).toContain('Given again, the same command goes on.')
  })
})
