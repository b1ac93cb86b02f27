import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { copyGatewaySource } from '../crash/gateway-source.ts'
import type { Fault } from './faults.ts'

/** Copies what the gateway runs from into `folder`, and makes the mistake there. */
export function plant(root: string, folder: string, fault: Fault): void {
  copyGatewaySource(root, folder)
  const file = path.join(folder, fault.file)
  writeFileSync(file, withFault(readFileSync(file, 'utf8'), fault))
}

/** Throws where the text does not stand in the source exactly once: the source has changed since. */
export function withFault(source: string, { name, file, text, becomes }: Fault): string {
  if (source.split(text).length !== 2)
    throw new Error(`The planted fault '${name}' does not fit: ${file} must hold this once: ${text}`)
  return source.replace(text, () => becomes)
}
