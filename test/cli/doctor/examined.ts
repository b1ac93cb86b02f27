import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Compared } from '../../../src/cli/doctor/examine.ts'
import type { Finding } from '../../../src/cli/doctor/finding.ts'
import { hostKeysBeside } from '../../../src/cli/doctor/host-keys.ts'
import { placesIn } from '../../../src/cli/doctor/places.ts'
import { withoutPins } from '../../../src/cli/doctor/sftp.ts'
import { readGateway } from '../../../src/cli/gateway-file.ts'
import { createNodePorts } from '../../../src/cli/node-ports.ts'

export const PASSWORD = 'pass-31f0aa58'

interface Wanted {
  readonly secrets?: Readonly<Record<string, string>>
  readonly document?: object
  readonly supplier?: object
  readonly test?: boolean
  readonly compared?: Compared
  readonly wrangler?: string
  /** Folder of the configuration, for a test that needs further files there. */
  readonly folder?: string
  readonly now?: number
}

/** The doctor's findings for a supplier's only route, without the findings for the secrets. */
export async function examined(transport: object, wanted: Wanted = {}): Promise<Finding[]> {
  const folder = wanted.folder ?? mkdtempSync(path.join(tmpdir(), 'orderbridge-doctor-'))
  const file = path.join(folder, 'gateway.json')
  const supplier = {
    ...{ name: 'Fresco', timeZone: 'Europe/Brussels', webhook: { secrets: ['WEBHOOK'] }, ...wanted.supplier },
    routes: [{ name: 'erp', document: wanted.document ?? { format: 'json' }, transport }],
  }
  writeFileSync(file, JSON.stringify({ suppliers: { fresco: supplier } }))
  try {
    const gateway = await readGateway(file, '2026-11-24', withoutPins)
    if (!gateway.ok) throw new Error(gateway.error.map(({ path: at, message }) => `${at}: ${message}`).join('\n'))
    const vars = new Map(Object.entries({ PASSWORD, WEBHOOK: 'w'.repeat(20), ...wanted.secrets }))
    const tools = {
      ...{ ports: createNodePorts(vars), now: () => wanted.now ?? Date.now(), hostKeys: hostKeysBeside(file) },
      ...{ compared: wanted.compared ?? null, wrangler: wanted.wrangler ?? '' },
    }
    const places = placesIn(gateway.value, vars, tools, { test: wanted.test ?? false, whole: false })
    const findings: Finding[] = []
    for (const { name, examine } of places) {
      if (name === 'secrets') continue
      for await (const finding of examine()) findings.push(finding)
    }
    return findings
  } finally {
    if (wanted.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** Each finding as `phase verdict`. */
export const course = (findings: readonly Finding[]): string[] =>
  findings.map(({ phase, verdict }) => `${phase} ${verdict}`)

export const failures = (findings: readonly Finding[]): Finding[] => findings.filter(({ verdict }) => verdict === 'bad')
