import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const POLICY = '/usr/sbin/policy-rc.d'

/**
 * Installs missing packages. Does not start the packaged servers: the tests run servers from their own folder, on
 * 127.0.0.1 only.
 */
export function installed(packages: Readonly<Record<string, string>>): void {
  const missing = Object.entries(packages)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name)
  if (missing.length === 0) return
  const guarded = !existsSync(POLICY)
  if (guarded) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', ...missing)
  } finally {
    if (guarded) rmSync(POLICY, { force: true })
  }
}

/**
 * Unpacks packages into a separate folder and installs their libraries: Debian allows only one FTP server on a machine.
 * Returns the folder that serves as the root.
 */
export function unpacked(
  folder: string,
  packages: readonly string[],
  libraries: Readonly<Record<string, string>>,
): string {
  installed(libraries)
  const root = path.join(folder, 'unpacked')
  if (packages.every((name) => existsSync(path.join(folder, `${name}.done`)))) return root
  mkdirSync(root, { recursive: true })
  const run = (command: string, ...words: string[]): void =>
    void execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    run('apt-get', 'download', ...packages)
  } catch {
    // An old package list names versions that no longer exist.
    apt('update', '-qq')
    run('apt-get', 'download', ...packages)
  }
  for (const name of packages) {
    const file = readdirSync(folder).find((one) => one.startsWith(`${name}_`))
    run('dpkg-deb', '-x', file ?? name, root)
    writeFileSync(path.join(folder, `${name}.done`), '')
  }
  return root
}

const apt = (...words: string[]): void =>
  void execFileSync('apt-get', words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
