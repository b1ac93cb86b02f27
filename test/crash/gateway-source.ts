import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'

/** All that a gateway needs to run, but packages. */
const COPIED = [
  ...['src', 'bin', 'scripts', 'templates', 'package.json', 'package-lock.json', 'wrangler.toml', 'gateway.config.ts'],
  ...['tsconfig.json', '.orderbridge/ssh2.mjs', 'docs/reference/openapi.json'],
]

/** Copies what a gateway runs from into `folder`; both share the packages of `root`. */
export function copyGatewaySource(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
}
