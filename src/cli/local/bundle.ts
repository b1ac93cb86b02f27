import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import type { Plugin } from 'esbuild'
import { partAliases } from '../part-aliases.ts'
import { ROOT } from '../place.ts'
import { type Bundle, reuseBundle } from './stored-bundle.ts'

/** Files that change the bundle and are no modules. */
const RULES = ['package.json', 'package-lock.json', 'tsconfig.json', 'node_modules/esbuild/package.json']

/**
 * The Worker as one module, with `gatewayFile` as its configuration. Uses the same packages and conditions as `wrangler
 * deploy`. Does not minify, because people read the stack traces. Reuses an unchanged bundle.
 */
export function bundleWorker(gatewayFile: string): Promise<string> {
  const own = [gatewayFile, ...Object.values(partAliases(gatewayFile))]
  const rules = [import.meta.filename, ...RULES.map((file) => path.join(ROOT, file))]
  const settings = [ROOT, ...[...own, ...rules].map((file) => readFileSync(file, 'utf8'))]
  return reuseBundle(path.join(ROOT, '.orderbridge', 'start-bundle.json'), settings, () => build(gatewayFile, own))
}

async function build(gatewayFile: string, own: readonly string[]): Promise<Bundle> {
  const esbuild = await import('esbuild')
  try {
    const { outputFiles, metafile } = await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: ['src/worker.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser'],
      target: 'es2024',
      loader: { '.liquid': 'text' },
      alias: { '#gateway': gatewayFile, ...partAliases(gatewayFile) },
      define: { 'process.env.NODE_ENV': '"development"' },
      logLevel: 'error',
      plugins: [builtinsOfWorkerd],
    })
    const files = Object.keys(metafile.inputs).filter((input) => !input.startsWith('required:'))
    const read = files.map((input) => path.resolve(ROOT, input)).filter((file) => !own.includes(file))
    return { text: outputFiles[0]?.text ?? '', inputs: [...read, ...packageFiles(read)] }
  } finally {
    // Otherwise the process of esbuild would stay next to the gateway.
    await esbuild.stop()
  }
}

/** A changed description leads an import to another file of the package. */
function packageFiles(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? [])
  return [...new Set(folders)].map((folder) => path.join(folder, 'package.json'))
}

const BUILTIN = new RegExp(`^(?:node:|cloudflare:)|^(?:${builtinModules.join('|')})$`)

/**
 * workerd offers Node's modules only under their `node:` names, and only for imports. So a `require` of such a module
 * becomes an import.
 */
const builtinsOfWorkerd: Plugin = {
  name: 'builtins-of-workerd',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: BUILTIN }, ({ path: wanted, kind }) => {
      const name = wanted.includes(':') ? wanted : `node:${wanted}`
      return kind === 'require-call' ? { path: name, namespace: 'required' } : { path: name, external: true }
    })
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path: name }) => ({
      contents: `import all from '${name}'\nmodule.exports = all`,
      loader: 'js',
      resolveDir: path.join(ROOT, 'src'),
    }))
  },
}
