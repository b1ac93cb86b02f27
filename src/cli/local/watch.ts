import { existsSync, type FSWatcher, watch } from 'node:fs'
import path from 'node:path'

/** An editor writes a file in several steps; one change is what happens within this time. */
const QUIET_MS = 200

/**
 * Calls back after one of the files changed, and after any change in one of the folders. The folder of each file is watched,
 * because editors put a new file in the place of the old one. Returns how to end it.
 */
export function watchFiles(files: readonly string[], folders: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(changed, QUIET_MS)
  }
  const wanted = new Set(files)
  const places = new Set(files.map((file) => path.dirname(file)))
  const watchers: FSWatcher[] = []
  for (const place of [...places].filter((one) => existsSync(one)))
    watchers.push(watch(place, (_, name) => (name === null || wanted.has(path.join(place, name)) ? soon() : undefined)))
  for (const folder of folders.filter((one) => existsSync(one))) watchers.push(watch(folder, soon))
  return () => {
    clearTimeout(timer)
    for (const one of watchers) one.close()
  }
}
