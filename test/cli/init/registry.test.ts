import '../../../src/cli/hooks.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGateway } from '../../../src/cli/gateway-file.ts'
import { answersFromOptions } from '../../../src/cli/init/asking.ts'
import { configurationText } from '../../../src/cli/init/configuration-text.ts'
import { isMailTransport, questionsFor } from '../../../src/cli/init/questions.ts'
import { routesOf } from '../../../src/cli/init/route-settings.ts'
import { sampleDocument } from '../../../src/cli/init/sample-document.ts'
import { TABLES } from '../../../src/cli/init/tables.ts'
import { formats } from '../../../src/documents/registry.ts'
import { transports } from '../../../src/transports/registry.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const HOST_KEY = `SHA256:${'B'.repeat(43)}`
const pairs = Object.keys(formats).flatMap((format) => Object.keys(transports).map((kind) => [format, kind] as const))
const NEEDED: Readonly<Record<string, string>> = {
  name: 'Fresco\'s "Foods"',
  recipient: '5412345000013',
  host: 'sftp.fresco.example:2222',
  url: 'https://erp.fresco.example/orders',
  desk: 'desk@fresco.example',
  'mail-from': 'orders@gateway.example',
}
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-init-'))
  for (const [name, table] of Object.entries(TABLES)) writeFileSync(path.join(folder, name), table)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Answers with a value for each question that proposes none. */
const answersFor = (more: Readonly<Record<string, string>>) => {
  const asked = questionsFor(more).map(({ option }) => option)
  const given = Object.entries(NEEDED).filter(
    ([option]) => option === 'desk' || option === 'mail-from' || asked.includes(option),
  )
  return answersFromOptions({ ...Object.fromEntries(given), ...more })
}

describe('init', () => {
  it.each(pairs)('writes a configuration that works, for %s by %s', async (format, transport) => {
    const answers = answersFor({ name: 'Fresco\'s "Foods"', format, transport })
    const text = configurationText(answers, routesOf(answers, HOST_KEY), {
      importFrom: 'orderbridge',
      today: '2026-11-30',
      hostKeyNote: 'Shown by the server.',
    })
    const file = path.join(folder, `${format}-${transport}.ts`)
    writeFileSync(file, text)
    const gateway = await readGateway(file, '2026-11-30')
    expect(gateway.ok ? [] : gateway.error).toEqual([])
    const supplier = gateway.ok ? gateway.value.suppliers['fresco-s-foods'] : undefined
    if (!supplier) throw new Error(text)
    expect(supplier.name).toBe('Fresco\'s "Foods"')
    const [first] = supplier.routes
    const isAttached = isMailTransport(transport) && format !== 'email'
    expect(first?.transport.kind).toBe(transport)
    expect(isAttached ? first?.document.attach : first?.document).toMatchObject({ format })
    for (const route of supplier.routes) {
      const document = await sampleDocument(supplier, route, NOW)
      expect(document.ok ? [] : document.error).toEqual([])
    }
  })
})
