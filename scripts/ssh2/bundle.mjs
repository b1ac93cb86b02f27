// Bundles the client half of ssh2, reduced to the needs of SFTP, into one file that runs in workerd. Plain JavaScript
// for Node 20. The launcher calls this script after an installation, and `[build]` in wrangler.toml calls the script
// through the launcher.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Replacements for modules that ssh2 loads and workerd cannot load. */
const STAND_INS = {
  // Optional native code; ssh2 handles the error.
  'cpu-features': "throw new Error('Not on workerd')",
  './crypto/build/Release/sshcrypto.node': "throw new Error('Not on workerd')",
  // WebAssembly compiled while loading, which workerd forbids. Only chacha20 needs poly1305, and the transport does not
  // offer chacha20 (sftp/algorithms.ts).
  './crypto/poly1305.js':
    "module.exports = async () => ({ _malloc: () => 0, cwrap: () => () => { throw new Error('No chacha20') } })",
  './agent.js':
    "module.exports = { AgentContext: class {}, isAgent: () => false, createAgent() { throw new Error('No agent') } }",
}

/** The same packages give the same bytes, wherever the project is stored. */
export async function bundleSsh2(root) {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { resolveDir: root, contents: "export { default as Client } from 'ssh2/lib/client.js'" },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    minifyWhitespace: true,
    legalComments: 'inline',
    logLevel: 'error',
    define: { __dirname: '"/"', __filename: '"/ssh2.js"' },
    plugins: [forWorkerd(path.join(HERE, 'crypto.cjs'))],
  })
  // Fixes a bug in asn1 that wrangler reports at every start: `!a instanceof B` is never true.
  return outputFiles[0].text.replaceAll('if(!strings instanceof Array)', 'if(!(strings instanceof Array))')
}

/** Writes the bundle to the target of `#ssh2` (package.json), unless the existing bundle has the same sources. */
export async function ensureSsh2(root) {
  const file = path.join(root, '.orderbridge', 'ssh2.mjs')
  const head = `// Made by scripts/ssh2/bundle.mjs of ${madeOf(root)}\n`
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(head)) return
  mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, head + (await bundleSsh2(root)))
  renameSync(unfinished, file)
}

function madeOf(root) {
  const hash = createHash('sha256')
  for (const file of [
    path.join(root, 'package-lock.json'),
    path.join(HERE, 'bundle.mjs'),
    path.join(HERE, 'crypto.cjs'),
  ])
    hash.update(readFileSync(file))
  return hash.digest('hex')
}

const forWorkerd = (crypto) => ({
  name: 'ssh2-for-workerd',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path: wanted, kind }) => {
      if (wanted in STAND_INS) return { path: wanted, namespace: 'stand-in' }
      // ssh2 imports `crypto`; the replacement imports `node:crypto`.
      if (wanted === 'crypto') return { path: crypto }
      const bare = wanted.replace(/^node:/, '')
      if (!builtinModules.includes(bare)) return undefined
      if (kind === 'require-call') return { path: `node:${bare}`, namespace: 'required' }
      return { path: `node:${bare}`, external: true }
    })
    build.onLoad({ filter: /.*/, namespace: 'stand-in' }, (one) => ({ contents: STAND_INS[one.path], loader: 'js' }))
    // A `require` of a Node module becomes an import, because workerd offers Node modules only for imports.
    build.onLoad({ filter: /.*/, namespace: 'required' }, (one) => ({
      contents: `import all from '${one.path}'\nmodule.exports = all`,
      loader: 'js',
      resolveDir: path.dirname(crypto),
    }))
  },
})
