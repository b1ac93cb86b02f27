import { existsSync, type FSWatcher, watch } from 'node:fs'
import path from 'node:path'

/** An editor writes a file in several steps; changes within this time count as one change. */
const QUIET_MS = 200

/**
 * Calls back after a change of one of the files or folders. Watches the folder of each file, because editors replace a
 * file. Returns the function that ends the watch. That function returns true if a change was still to be reported.
 */
export function watchFiles(files: readonly string[], folders: readonly string[], changed: () => void): () => boolean {
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      changed()
    }, QUIET_MS)
  }
  const wanted = new Set(files)
  const places = new Set(files.map((file) => path.dirname(file)))
  const watchers: FSWatcher[] = []
  for (const place of [...places].filter((place) => existsSync(place)))
    watchers.push(watch(place, (_, name) => (name === null || wanted.has(path.join(place, name)) ? soon() : undefined)))
  for (const folder of folders.filter((folder) => existsSync(folder))) watchers.push(watch(folder, soon))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
    return timer !== undefined
  }
}
