// Writes worker-configuration.d.ts from wrangler.toml. With --check, checks the existing file.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
// An empty file replaces `.dev.vars`: the secrets of one machine do not belong to the project.
const vars = path.join('.orderbridge', 'empty.vars')
mkdirSync(path.join(root, '.orderbridge'), { recursive: true })
writeFileSync(path.join(root, vars), '')

const wrangler = path.join('node_modules', 'wrangler', 'bin', 'wrangler.js')
const words = [wrangler, 'types', '--include-runtime=false', '--env-file', vars, ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, words, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', WRANGLER_WRITE_LOGS: 'false' },
})
process.exitCode = status ?? 1
