import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const POLICY = '/usr/sbin/policy-rc.d'

/** Installs what isn't there yet. The servers in it are not started: ours run from their own folder, on 127.0.0.1 only. */
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
 * Packages unpacked into a folder of our own, with the libraries they need installed: Debian lets a machine have one FTP server
 * only. Answers the folder that stands for the root.
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
    // A list from another day names versions that are gone.
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
