import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { runCommand } from '../fakes/command.ts'
import { postedOrder } from '../fakes/orders.ts'

const ORDER = JSON.stringify(postedOrder({ order_remarks: 'Ring +1: twice', id: 'a'.repeat(40) }))
const folder = mkdtempSync(path.join(tmpdir(), 'render-'))
const at = (name: string): string => path.join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

function render(words: readonly string[], input = ORDER) {
  writeFileSync(at('order.json'), input)
  return runCommand('render', '--file', at('order.json'), ...words)
}

describe('orderbridge render', () => {
  it.each(Object.keys(formats))('writes %s without a configuration', async (format) => {
    const { status, stdout, stderr } = await render(['--format', format])
    expect({ status, trouble: stderr.match(/^(?!\S+ (cut|replaced|omitted): ).+$/m)?.[0] }).toEqual({ status: 0 })
    expect(stdout).toContain('PO-1')
  })

  it('writes what the configured route would, and tells on standard error what it left out', async () => {
    const { status, stdout, stderr } = await render(['--supplier', 'fresco', '--route', 'erp', '--control', '4217'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^UNA:\+\.\? 'UNB\+UNOC:3\+.*UNZ\+1\+00000000004217'$/)
    expect(stderr).toBe(`id omitted: "${'a'.repeat(40)}"\n`)
  })

  it('says why a gateway would hold the order, and ends with 1', async () => {
    const file = at('gateway.json')
    const supplier = {
      ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] } },
      articles: [{ article: 'known', unit: 'PCE' }],
      routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX_TOKEN' } }],
    }
    writeFileSync(file, JSON.stringify({ suppliers: { fresco: supplier } }))
    const { status, stdout, stderr } = await render(['--config', file])
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('PO-1') })
    expect(stderr).toMatch(/^A gateway would hold this order \(unknown-article\): /m)
  })

  it('names the cut-off in a mail, as the gateway does', async () => {
    const file = at('mail.json')
    const supplier = {
      ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] } },
      ...{ language: 'en', calendar: { cutOff: '22:00', leadDays: 1 } },
      routes: [
        {
          name: 'desk',
          document: { format: 'email', from: 'orders@fresco.example', to: ['desk@fresco.example'] },
          transport: { kind: 'email' },
        },
      ],
    }
    writeFileSync(file, JSON.stringify({ suppliers: { fresco: supplier } }))
    const { stdout } = await render(['--config', file])
    expect(stdout.replaceAll('=\r\n', '')).toMatch(/\(cut-off Wednesday 25 November at 22:00\)/)
  })

  it('marks a replacement as one, and a cancellation', async () => {
    expect((await render(['--route', 'erp', '--purpose', 'replacement'])).stdout).toContain("BGM+220+PO-1+5'")
    expect((await render(['--route', 'erp', '--purpose', 'cancellation'])).stdout).toContain("BGM+220+PO-1+1'")
    expect((await render(['--format', 'ubl-order-2.1', '--purpose', 'cancellation'])).stdout).toContain(
      '<OrderCancellation',
    )
  })

  it('puts the orders of several files into one document, where the format has such a thing', async () => {
    const files = ['PO-1', 'PO-2', 'PO-3'].map((order_number, index) => {
      const file = at(`${index}.json`)
      writeFileSync(file, JSON.stringify(postedOrder({ order_number, id: `id-${index}` })))
      return file
    })
    const [first = '', ...rest] = files
    const { status, stdout } = await runCommand('render', '--route', 'erp', '--file', first, ...rest)
    expect(status).toBe(0)
    expect(stdout.match(/BGM\+220\+[^+]*/g)).toEqual(['BGM+220+PO-1', 'BGM+220+PO-2', 'BGM+220+PO-3'])
    expect(stdout).toContain('UNZ+3+')
    expect(await render(['--format', 'ubl-order-2.1', ...files])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('holds one order in each document'),
    })
    expect((await render(['--route', 'erp', '--explain', ...files])).status).toBe(2)
  })

  it.each(['opentrans-2.1', 'peppol-order-3'])('says what to do where %s cancels nothing', async (format) => {
    const { status, stdout, stderr } = await render(['--format', format, '--purpose', 'cancellation'])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('Call the supplier instead')
  })

  it('explains which field went to which segment, by asking the format itself', async () => {
    const { stdout } = await render(['--route', 'erp', '--explain'])
    expect(stdout).toContain('order_number = "PO-1"\n    BGM+220+PO-1+9\'\n')
    expect(stdout).toContain('order_remarks = "Ring +1: twice"\n    FTX+AAI+++Ring ?+1?: twice\'\n')
    expect(stdout).toContain(`id = "${'a'.repeat(40)}"\n    (not in this document)\n`)
  })

  it('names every problem of an order that is none, and every field that a format cannot carry', async () => {
    expect(await render([], '{}')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('order_number: The order number is missing'),
    })
    expect((await render([], 'no JSON')).stderr).toMatch(/^ {2}The order arrived damaged: it is not JSON/m)
    const long = JSON.stringify(postedOrder({ order_number: 'P'.repeat(36) }))
    expect(await render(['--route', 'erp'], long)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('order_number: '),
    })
  })

  it.each([
    [['--format', 'edifact'], "There is no format 'edifact'. Did you mean 'edifact-d96a'?"],
    [['--format', 'xml'], "There is no format 'xml'. Give "],
    [['--supplier', 'fresko'], "There is no supplier 'fresko'. Give 'fresco'."],
    [['--route', 'x'], "There is no route 'x'."],
    [['--purpose', 'cancel'], "'cancel' is no purpose. Give 'original', 'replacement' or 'cancellation'."],
    [['--control', '0'], '--control must be a whole number'],
  ])('refuses %s with what there is', async (words, message) => {
    expect(await render(words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) })
  })

  it('says by which command the mistakes of the configuration that was given are told', async () => {
    const file = at('bad.json')
    writeFileSync(file, '{}')
    expect((await render(['--config', file])).stderr).toContain(
      `has mistakes; \`npx orderbridge config --config ${file}\` tells them.`,
    )
  })

  it('reads standard input in a process of its own, and is told of in the README’s place for it', async () => {
    const words = [path.resolve('src/cli/main.ts'), 'render', '--format', 'json']
    const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', input: ORDER })
    expect({ status, number: JSON.parse(stdout).orderNumber }).toEqual({ status: 0, number: 'PO-1' })
    expect((await runCommand('render', '--file', 'no-such-file.json')).status).toBe(2)
    expect(readFileSync('README.md', 'utf8')).toContain('npx orderbridge render')
  })
})
