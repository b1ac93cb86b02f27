import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Fault } from './faults.ts'

const COPIED = [
  ...['src', 'bin', 'scripts', 'templates', 'package.json', 'package-lock.json', 'wrangler.toml', 'gateway.config.ts'],
  ...['tsconfig.json', '.orderbridge/ssh2.mjs'],
]

/** Copies what the gateway runs from into `folder`, and makes the mistake there. */
export function plant(root: string, folder: string, fault: Fault): void {
  mkdirSync(folder, { recursive: true })
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const file = path.join(folder, fault.file)
  writeFileSync(file, withFault(readFileSync(file, 'utf8'), fault))
}

/** Throws where the text does not stand in the source exactly once: the source has changed since. */
export function withFault(source: string, { name, file, text, becomes }: Fault): string {
  if (source.split(text).length !== 2)
    throw new Error(`The planted fault '${name}' does not fit: ${file} must hold this once: ${text}`)
  return source.replace(text, () => becomes)
}
