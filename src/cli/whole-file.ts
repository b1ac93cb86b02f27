import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes under another name first: a program that reads the file at this moment gets no incomplete file. */
export function writeWhole(file: string, content: string | Uint8Array, mode?: number): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, content, mode === undefined ? {} : { mode })
  renameSync(unfinished, file)
}
