// Bundles the courier into one file that needs only Node 20, with a checksum file next to the bundle:
// npm run courier
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const NAME = 'orderbridge-courier.mjs'

/** The same sources give the same bytes, wherever the project is stored. */
export async function bundleCourier(root) {
  const { build } = await import('esbuild')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/courier/entry.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    logLevel: 'error',
    banner: {
      js: `#!/usr/bin/env node\n// Orderbridge courier ${version}. MIT. docs/guides/courier.md tells how it is used.`,
    },
  })
  const code = outputFiles[0].text
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map((one) => one.path))
  return {
    code,
    sha256: createHash('sha256').update(code).digest('hex'),
    sources: Object.keys(metafile.inputs),
    imports,
  }
}

/** Writes bundle and checksum into `folder`. */
export async function writeCourier(root, folder) {
  const { code, sha256 } = await bundleCourier(root)
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, NAME)
  writeFileSync(file, code, { mode: 0o755 })
  // Form that `sha256sum -c` reads.
  writeFileSync(`${file}.sha256`, `${sha256}  ${NAME}\n`)
  return { file, sha256 }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = path.resolve(import.meta.dirname, '..')
  const { file, sha256 } = await writeCourier(root, path.join(root, 'dist'))
  console.log(`${sha256}  ${path.relative(root, file)}`)
}
