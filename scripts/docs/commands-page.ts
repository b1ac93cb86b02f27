import { COMMANDS } from '../../src/cli/commands.ts'
import { code, page, table } from './markdown.ts'

export async function commandsPage(): Promise<string> {
  const commands = Object.entries(COMMANDS)
  const parts = await Promise.all(
    commands.map(async ([name, { load }]) => `## ${name}\n\n\`\`\`text\n${(await load()).help.trim()}\n\`\`\``),
  )
  return page(
    'Commands',
    'From `npx orderbridge <command> --help`. `npm start` and `npm run order` are short for the first two.',
    table(
      ['Command', 'Use it to'],
      commands.map(([name, { summary }]) => [`[${code(name)}](#${name})`, summary]),
    ),
    ...parts,
  )
}
