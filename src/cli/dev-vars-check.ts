import { existsSync, readFileSync } from 'node:fs'
import type { SecretName } from '../profile/secret-names.ts'
import { secretWarnings } from './demo-secrets.ts'
import { shown } from './place.ts'
import { parseVars } from './vars.ts'
import { noVarsFile } from './vars-file.ts'

/** Problems of the vars file, for `wrangler dev`, which starts without the file and without a word about it. */
export function devVarsWarnings(names: readonly SecretName[], file: string): string[] {
  if (!existsSync(file))
    return [`${noVarsFile(file)} Without secrets the webhooks, the mailboxes and the Admin API stay closed.`]
  const vars = parseVars(readFileSync(file, 'utf8'))
  return vars.ok ? secretWarnings(names, vars.value) : vars.error.map((complaint) => `${shown(file)}: ${complaint}.`)
}
