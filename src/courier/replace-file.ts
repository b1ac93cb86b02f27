import type { Folder } from './folder.ts'

/** Replaces a file in one step: after a crash the folder has the earlier file or the new file. */
export function replaceFile(folder: Folder, name: string, text: string): void {
  folder.remove(`${name}.new`)
  folder.write(`${name}.new`, Buffer.from(text))
  folder.take(folder, `${name}.new`, name)
}
