import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { partAliases, partFile } from '../src/cli/part-aliases.ts'
import { ROOT } from '../src/cli/place.ts'
import { copyGatewaySource } from '../test/crash/gateway-source.ts'
import { type Bundle, bundleGateway, bundleWorker } from './bundle.ts'
import { compileSetting, type Setting } from './setting.ts'
import { fileFor, type Typical, writeTypical } from './typical.ts'
import { serve } from './workerd.ts'

const KIB = 1024

/** A Worker whose start is measured. */
export interface Built {
  readonly name: string
  readonly bundle: Bundle
  readonly vars: Readonly<Record<string, string>>
  readonly withObject: boolean
}

/** Size of a bundle in KiB. Each start compiles the code, and only loads the other files. */
export interface Weight {
  readonly code: number
  readonly others: number
  readonly gzipped: number
}

/** CPU times in milliseconds from the start of a process to its first answer. */
export type Starts = readonly number[]

export function weigh({ folder, modules }: Bundle): Weight {
  const size = (isCode: boolean, sizeOf: (file: Buffer) => number): number =>
    modules
      .filter(({ kind }) => (kind === 'esModule') === isCode)
      .reduce((sum, { name }) => sum + sizeOf(readFileSync(path.join(folder, name))), 0) / KIB
  const length = (file: Buffer): number => file.length
  const packed = (file: Buffer): number => gzipSync(file, { level: 9 }).length
  return { code: size(true, length), others: size(false, length), gzipped: size(true, packed) + size(false, packed) }
}

/** A typical configuration, built as for a deployment. */
export function buildTypical(within: string, typical: Typical): Built {
  mkdirSync(within)
  const file = fileFor(within, typical)
  writeTypical(typical, file)
  const { compiled, vars } = compileDeployed(within, file)
  return {
    name: typical.name,
    bundle: bundleGateway('worker', 'src/worker.ts', compiled, within),
    vars,
    withObject: true,
  }
}

/** A configuration as `wrangler deploy` compiles it: without the pages of a person's own machine. */
function compileDeployed(within: string, file: string): Setting {
  const setting = compileSetting(within, file)
  const local = partFile(setting.compiled, 'local')
  writeFileSync(local, readFileSync(local, 'utf8').replace('/local-pages.ts', '/no-local-pages.ts'))
  return setting
}

export const buildBare = (within: string, vars: Built['vars']): Built => ({
  ...{ name: 'a bare Worker', bundle: bundleWorker('bare', within), vars, withObject: false },
})

/** Stands for each module by which the app imports pages of the console. The page for an unknown address is one of these. */
const WITHOUT_PAGES = {
  'console.tsx': `import { Hono } from 'hono'\nexport const consolePages = new Hono()\n`,
  'frame/not-found.tsx': `export const isForPerson = () => false\nexport const unknownAddressPage = () => null\n`,
}

/** The same configuration without any page of the console, to measure what the pages cost. */
export function buildWithoutConsole(within: string, typical: Typical): Built {
  mkdirSync(within)
  const root = path.join(within, 'source')
  copyGatewaySource(ROOT, root)
  for (const [module, text] of Object.entries(WITHOUT_PAGES))
    writeFileSync(path.join(root, 'src/console', module), text)
  const file = fileFor(within, typical)
  writeTypical(typical, file)
  const { compiled, vars } = compileDeployed(within, file)
  for (const part of Object.values(partAliases(compiled)))
    writeFileSync(part, readFileSync(part, 'utf8').replaceAll(/"[^"]*\/src\//g, '"./source/src/'))
  const main = path.join(root, 'src/worker.ts')
  return { name: 'without console', bundle: bundleGateway('worker', main, compiled, within), vars, withObject: true }
}

/** Starts the Workers in turn, so that other load on the machine affects all Workers. */
export async function measureStarts(all: readonly Built[], rounds: number, seen: string): Promise<Starts[]> {
  const starts = all.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [at, { bundle, vars, withObject }] of all.entries()) {
      const serving = { name: `start${round}`, bundle, vars, withObject, firstPath: '/healthz' }
      const workerd = await serve(withObject ? { ...serving, seen } : serving, path.dirname(bundle.folder))
      await workerd.stop()
      starts[at]?.push(workerd.startCpuMs)
    }
  return starts
}
