import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ReadAsset } from '../../src/ports.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../templates/console')

/** Reads the console's files from the folder that a deployment uploads. */
export const readAsset: ReadAsset = (name) => readFile(path.join(FOLDER, name), 'utf8')
