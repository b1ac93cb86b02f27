import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGateway } from '../../src/cli/gateway-file.ts'
import { formats } from '../../src/documents/registry.ts'
import { transports } from '../../src/transports/registry.ts'

const FOLDER = path.resolve('test/cli/mistakes')
const cases = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))

/** The names in a registry, or of those that have a member. */
const namesOf = (registry: Readonly<Record<string, object>>, member?: string): string =>
  Object.keys(registry)
    .filter((name) => member === undefined || Object.hasOwn(registry[name] ?? {}, member))
    .join(', ')

/**
 * Each `.json` file is a configuration with mistakes. The `.txt` file of the same name holds all expected messages, in
 * order. Lists of formats and of transports come from the registries.
 */
describe('a configuration with mistakes', () => {
  it.each(cases)('is told all of them at once: %s', async (file) => {
    const told = readFileSync(path.join(FOLDER, file.replace('.json', '.txt')), 'utf8')
      .replaceAll('{formats}', namesOf(formats))
      .replaceAll('{formats that combine orders}', namesOf(formats, 'combine'))
      .replaceAll('{formats with a verdict}', namesOf(formats, 'responseVerdict'))
      .replaceAll('{transports}', namesOf(transports))
      .replaceAll('{transports that check}', namesOf(transports, 'check'))
    const gateway = await readGateway(path.join(FOLDER, file), '2026-11-24')
    const mistakes = gateway.ok ? [] : gateway.error
    expect(mistakes.map(({ path: at, message }) => `${at}: ${message}\n`).join('')).toBe(told)
    expect(mistakes.length).toBeGreaterThan(0)
  })

  it('never repeats what could be a secret', async () => {
    const gateway = await readGateway(path.join(FOLDER, 'secrets-in-the-file.json'), '2026-11-24')
    const told = JSON.stringify(gateway)
    for (const secret of ['c2VjcmV0', 'AKIA', 'hunter2', 'A1B2C3']) expect(told).not.toContain(secret)
  })
})
