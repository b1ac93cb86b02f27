import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** Makes an empty folder before each test of the calling file, and removes the folder after the test. Returns paths in it. */
export function temporaryFolder(): (name: string) => string {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  return (name) => path.join(folder, name)
}
