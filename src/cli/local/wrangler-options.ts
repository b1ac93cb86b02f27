import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { ROOT } from '../place.ts'
import { writeWhole } from '../whole-file.ts'

type WorkerOptions = Awaited<ReturnType<typeof readWithWrangler>>

/**
 * All bindings of `wrangler.toml`: an added bucket or certificate works as in production. Loading wrangler costs a second.
 * So the options are stored. A changed input makes wrangler read again.
 */
export async function readWranglerOptions(root: string): Promise<WorkerOptions> {
  const key = inputDigest(root)
  const file = path.join(root, '.orderbridge', 'start-options')
  const stored = readStored(file, key)
  if (stored !== null) return stored
  const options = await readWithWrangler(root)
  writeWhole(file, serialize({ key, options }))
  return options
}

async function readWithWrangler(root: string) {
  const { unstable_getMiniflareWorkerOptions, unstable_readConfig } = await import('wrangler')
  const config = unstable_readConfig({ config: path.join(root, 'wrangler.toml') }, { hideWarnings: true })
  // A folder without `.dev.vars`. The secrets come from the file of the command line.
  const empty = path.join(root, '.orderbridge', 'wrangler.toml')
  // Without assets, for which Miniflare would put three Workers in front of the gateway.
  const elsewhere = { ...config, assets: undefined, configPath: empty, userConfigPath: empty }
  const { modulesRules: _, zone: __, ...options } = unstable_getMiniflareWorkerOptions(elsewhere).workerOptions
  // `jurisdiction()` throws in local workerd, so omit the jurisdiction of production.
  const { JURISDICTION: ___, ...bindings } = config.vars
  const services: object = options.serviceBindings ?? {}
  return { ...options, bindings, serviceBindings: { ...services, ...assetFolder(root, config.assets) } }
}

/** The folder of the assets under the name of their binding. workerd serves the folder. */
function assetFolder(root: string, assets: { readonly directory?: string; readonly binding?: string } | undefined) {
  if (!assets?.directory || !assets.binding) return {}
  return { [assets.binding]: { disk: { path: path.resolve(root, assets.directory), writable: false } } }
}

function inputDigest(root: string): string {
  const hash = createHash('sha256').update(JSON.stringify([root, process.env.CLOUDFLARE_ENV ?? null]))
  for (const file of [
    path.join(root, 'wrangler.toml'),
    path.join(ROOT, 'package-lock.json'),
    path.join(ROOT, 'node_modules/wrangler/package.json'),
    import.meta.filename,
  ])
    hash.update(readFileSync(file))
  return hash.digest('hex')
}

function readStored(file: string, key: string): WorkerOptions | null {
  try {
    const stored: { readonly key: string; readonly options: WorkerOptions } = deserialize(readFileSync(file))
    return stored.key === key ? stored.options : null
  } catch {
    return null
  }
}
