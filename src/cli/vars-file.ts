import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from './command.ts'
import { shown } from './place.ts'
import { parseVars, type Vars } from './vars.ts'

/** The vars of a file that must be there. */
export function readVarsFile(file: string): Vars {
  if (!existsSync(file))
    throw new UsageError(`There is no vars file ${shown(file)}. The first \`npm start\` makes one.`)
  const vars = parseVars(readFileSync(file, 'utf8'))
  if (vars.ok) return vars.value
  throw new UsageError(vars.error.map((complaint) => `${shown(file)}: ${complaint}.`).join('\n'))
}
