import './hooks.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { didYouMean } from '../text/suggestion.ts'
import { Unable } from './admin-client.ts'
import { UsageError } from './command.ts'
import { COMMANDS } from './commands.ts'
import { ROOT } from './place.ts'
import { systemFault } from './system-fault.ts'
import { templateFault } from './template-fault.ts'
import { plainText } from './terminal-table.ts'

const HELP = `orderbridge <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

orderbridge <command> --help tells its options.`

export async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    console.log(HELP)
    return 0
  }
  if (name === '--version') {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
    console.log(version)
    return 0
  }
  const known = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!known) {
    console.error(
      name === undefined
        ? `Say what to do.\n\n${HELP}`
        : `There is no command '${name}'.${didYouMean(name, Object.keys(COMMANDS))} (npx orderbridge --help)`,
    )
    return 2
  }
  try {
    const command = await known.load()
    if (words.includes('--help') || words.includes('-h')) {
      console.log(command.help)
      return 0
    }
    return await command.run(words)
  } catch (error) {
    const fault = error instanceof Unable ? plainText(error.message) : (systemFault(error) ?? templateFault(error))
    if (fault !== null) {
      console.error(fault)
      return 1
    }
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message} (npx orderbridge ${name} --help)`)
    return 2
  }
}
