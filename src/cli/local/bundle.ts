import { builtinModules } from 'node:module'
import path from 'node:path'
import { build, type Plugin, stop } from 'esbuild'
import { partAliases } from '../part-aliases.ts'
import { ROOT } from '../place.ts'

/**
 * The Worker as one module, with `gatewayFile` as its configuration. Uses the same packages and conditions as `wrangler
 * deploy`. Does not minify, because people read the stack traces.
 */
export async function bundleWorker(gatewayFile: string): Promise<string> {
  try {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['src/worker.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser'],
      target: 'es2024',
      loader: { '.liquid': 'text', '.css': 'text' },
      alias: { '#gateway': gatewayFile, ...partAliases(gatewayFile) },
      define: { 'process.env.NODE_ENV': '"development"' },
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      logLevel: 'error',
      plugins: [builtinsOfWorkerd],
    })
    return outputFiles[0]?.text ?? ''
  } finally {
    // Otherwise the process of esbuild would stay next to the gateway.
    await stop()
  }
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
