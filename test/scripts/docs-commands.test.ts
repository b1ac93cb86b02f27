import '../../src/cli/hooks.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'templates/README.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
]
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.json', 'utf8')).scripts
const help = new Map<string, string>()
for (const [name, { load }] of Object.entries(COMMANDS)) help.set(name, (await load()).help)

/** Each command of a page, up to a comment or the end of the code. */
const commandsIn = (text: string): string[] =>
  text.match(/(?:npx orderbridge|npm (?:run|start|test)|node bin\/launch\.mjs) ?[^`\n#|]*/g) ?? []

/** The subcommand of `npx orderbridge` that a command runs. Undefined for another program. */
function subcommandOf(command: string): string | undefined {
  const [, named] = /^npx orderbridge ([a-z][\w-]*)/.exec(command) ?? []
  const [, script = 'start'] = /^npm run ([\w-]+)/.exec(command) ?? []
  if (command.startsWith('npx')) return named
  return /^npm (?:start|run (?:start|order))\b/.test(command) ? script : undefined
}

function mistakesOf(command: string): string[] {
  const [, script] = /^npm run ([\w-]+)/.exec(command) ?? []
  if (script !== undefined && !Object.hasOwn(scripts, script)) return [`${command}: no script is called ${script}`]
  const [, file] = /^node bin\/launch\.mjs (\S+\.m?[jt]s)/.exec(command) ?? []
  if (file !== undefined && !existsSync(file)) return [`${command}: there is no ${file}`]
  const subcommand = subcommandOf(command)
  if (subcommand === undefined) return []
  const words = help.get(subcommand)
  if (words === undefined) return [`${command}: no command is called ${subcommand}`]
  // After `--`, the options are those of another program, except with npm.
  const own = command.startsWith('npx') ? (command.split(' -- ')[0] ?? '') : command
  const options = (own.match(/(?<=\s)--[a-z][\w-]*/g) ?? []).filter((option) => option !== '--help')
  return options.filter((option) => !words.includes(option)).map((option) => `${command}: ${option} is not in its help`)
}

describe('the pages', () => {
  it.each(pages)('of %s name commands and options that exist', (file) => {
    expect(commandsIn(readFileSync(file, 'utf8')).flatMap(mistakesOf)).toEqual([])
  })

  it('would find a command, an option, a script and a file that do not exist', () => {
    const wrong = [
      'npx orderbridge rendre',
      'npx orderbridge render --explains',
      'npm run bnech',
      'node bin/launch.mjs bench/x.ts',
    ]
    expect(wrong.map((command) => mistakesOf(command).length)).toEqual([1, 1, 1, 1])
  })
})
