import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../src/cli/place.ts'
import { localWranglerFile } from '../test/servers/wrangler-file.ts'

/** A Worker as `wrangler deploy` would upload the Worker. */
export interface Bundle {
  readonly folder: string
  /** The entry module comes first. */
  readonly modules: readonly { readonly name: string; readonly kind: 'esModule' | 'text' | 'data' }[]
  readonly compatibilityDate: string
}

/** Bundles the product, or an entry of the bench that wraps the product. */
export function bundleGateway(name: string, main: string, gateway: string, folder: string): Bundle {
  const toml = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8').replace(/^main\s*=.*$/m, `main = "${main}"`)
  return bundle(name, localWranglerFile(toml, ROOT, gateway, new Map(), 'used'), folder)
}

/** Bundles a Worker of the bench with the settings of the product. */
export function bundleWorker(name: string, folder: string): Bundle {
  const toml = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8')
  const settings = toml.match(/^(?:compatibility_date|compatibility_flags|keep_names|minify)\s*=.*$/gm) ?? []
  const main = JSON.stringify(path.join(import.meta.dirname, 'workers', `${name}.ts`))
  return bundle(name, [`name = "${name}"`, `main = ${main}`, ...settings, ''].join('\n'), folder)
}

function bundle(name: string, toml: string, within: string): Bundle {
  const folder = path.join(within, name)
  mkdirSync(folder)
  const config = path.join(within, `${name}.toml`)
  writeFileSync(config, toml)
  const words = ['deploy', '--dry-run', '--outdir', folder, '--config', config]
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...words],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_WRITE_LOGS: 'false',
      },
    },
  )
  if (status !== 0) throw new Error(`wrangler could not bundle ${name}:\n${stdout}\n${stderr}`)
  const files = readdirSync(folder).filter((file) => !/\.map$|^README/.test(file))
  const entry = files.filter((file) => file.endsWith('.js'))
  const others = files.filter((file) => !file.endsWith('.js'))
  return {
    folder,
    compatibilityDate: /^compatibility_date\s*=\s*"(.*)"/m.exec(toml)?.[1] ?? '',
    modules: [
      ...entry.map((file) => ({ name: file, kind: 'esModule' as const })),
      ...others.map((file) => ({ name: file, kind: file.endsWith('.json') ? ('data' as const) : ('text' as const) })),
    ],
  }
}
