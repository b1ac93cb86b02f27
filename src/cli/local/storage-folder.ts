import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Gateway } from '../../profile/supplier.ts'

const STORED = 'v3'
const OWN = 'own'
const MARK = 'sample-supplier'

/**
 * The folder of the storage for these suppliers. A storage that the sample supplier began is for the sample supplier only:
 * an own supplier of the same name would send the waiting sample orders to a real server.
 */
export function storageFolder(persist: string, { suppliers }: Gateway): string {
  const isSample = Object.values(suppliers).every(({ demo }) => demo)
  const mark = path.join(persist, MARK)
  if (isSample && !existsSync(path.join(persist, STORED)))
    writeFileSync(mark, 'The orders in v3 are those of the sample supplier. Your own suppliers have the folder own.\n')
  return !isSample && existsSync(mark) ? path.join(persist, OWN) : persist
}

/** Removes every order of a storage. */
export function emptyStorage(persist: string): void {
  for (const name of [STORED, OWN, MARK]) rmSync(path.join(persist, name), { recursive: true, force: true })
}
