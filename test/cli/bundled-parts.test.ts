import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import { EVERYTHING, fileFor, TYPICAL, type Typical, writeTypical } from '../../bench/typical.ts'
import { writeParts } from '../../src/cli/bundled-parts.ts'
import { readGateway } from '../../src/cli/gateway-file.ts'
import { partAliases } from '../../src/cli/part-aliases.ts'
import { ROOT } from '../../src/cli/place.ts'
import { formats } from '../../src/documents/every-format.ts'
import { transports } from '../../src/transports/every-transport.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The packages and files that the parts of this configuration need. */
async function bundled(typical: Typical, isDeployed = false): Promise<string[]> {
  const file = fileFor(folder, typical)
  writeTypical(typical, file)
  const gateway = await readGateway(file, '2026-11-30')
  if (!gateway.ok) throw new Error(gateway.error.map(({ path: place, message }) => `${place}: ${message}`).join('\n'))
  const compiled = file.replace('.config.json', '.json')
  await writeParts(gateway.value, compiled, isDeployed)
  const { metafile } = await build({
    stdin: {
      contents: Object.values(partAliases(compiled))
        .map((part, nr) => `export * as part${nr} from ${JSON.stringify(part)}`)
        .join('\n'),
      resolveDir: ROOT,
    },
    ...{ bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'silent', packages: 'external' },
    ...{ loader: { '.liquid': 'text' } },
  })
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports)
  return [...new Set([...Object.keys(metafile.inputs), ...imports.map((each) => each.path)])]
}

const typicalNamed = (name: string): Typical => {
  const found = TYPICAL.find((typical) => typical.name === name)
  if (!found) throw new Error(`No typical configuration is called ${name}.`)
  return found
}

describe('the parts of a Worker', () => {
  it('are what the configuration uses', async () => {
    const files = await bundled(typicalNamed('EDIFACT by SFTP'))
    expect(files).toEqual(expect.arrayContaining(['src/documents/edifact-d96a.ts', 'src/transports/sftp.ts']))
    for (const other of ['pkijs', 'nodemailer/lib/mail-composer', 'basic-ftp', 'postal-mime', 'liquidjs'])
      expect(files).not.toContain(other)
    expect(files).not.toContain('src/documents/ubl-order-2.1.ts')
  })

  it('contain the endpoint for AS2 where a route uses AS2', async () => {
    expect(await bundled(typicalNamed('EDIFACT by AS2'))).toEqual(
      expect.arrayContaining(['src/api/as2.ts', 'src/transports/as2.ts', 'pkijs']),
    )
  })

  it('contain the writer of mails, and the format that a mail attaches', async () => {
    const mail = typicalNamed('a mail to the desk')
    const alone = await bundled(mail)
    expect(alone).toContain('nodemailer/lib/mail-composer')
    expect(alone).not.toContain('src/documents/json.ts')
    expect(await bundled({ ...mail, name: 'attached', attach: 'json' })).toContain('src/documents/json.ts')
  })

  it('leave the pages of a laptop out of a deployed Worker', async () => {
    const pages = ['src/console/welcome/welcome-page.tsx', 'src/console/mails/mail-page.tsx']
    const http = typicalNamed('JSON by HTTP')
    expect(await bundled(http)).toEqual(expect.arrayContaining(pages))
    for (const page of pages) expect(await bundled(http, true)).not.toContain(page)
  })

  it('can be every format and every transport', async () => {
    const files = await bundled(EVERYTHING)
    for (const id of Object.keys(formats)) expect(files).toContain(`src/documents/${id}.ts`)
    for (const kind of Object.keys(transports)) expect(files).toContain(`src/transports/${kind}.ts`)
  })
})
