import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from './command.ts'
import { fileOr, shown } from './place.ts'
import { parseVars, type Vars } from './vars.ts'

/** The vars of a file that must be there. */
export function readVarsFile(file: string): Vars {
  if (!existsSync(file)) throw new UsageError(noVarsFile(file))
  const vars = parseVars(readFileSync(file, 'utf8'))
  if (vars.ok) return vars.value
  throw new UsageError(vars.error.map((complaint) => `${shown(file)}: ${complaint}.`).join('\n'))
}

/** Only the project's own vars file is ever created. */
export const noVarsFile = (file: string): string =>
  file === fileOr(undefined, '.dev.vars')
    ? `There is no vars file ${shown(file)}. The first \`npm start\` makes one, with made-up secrets.`
    : `There is no vars file ${shown(file)}. Write each secret into it as NAME=value, as .dev.vars.example shows; \`npx orderbridge config\` lists the names.`
