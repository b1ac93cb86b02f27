import { oneOf } from '../text/suggestion.ts'
import { type Command, readWords, UsageError } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type CommandWords, SHELLS } from './completion/shells.ts'

export const completion: Command = {
  help: `npx orderbridge completion bash | zsh | fish

Prints a script that completes commands, actions and options of \`orderbridge\` with the Tab key. Where no program of that
name is installed, the script makes \`orderbridge\` short for \`npx orderbridge\`.

  npx orderbridge completion bash              then: npx orderbridge completion bash >> ~/.bashrc
  npx orderbridge completion zsh               then: npx orderbridge completion zsh >> ~/.zshrc
  npx orderbridge completion fish              then: … > ~/.config/fish/completions/orderbridge.fish

Exit codes:
  0  printed
  2  wrong use`,

  async run(words) {
    const [shell = '', ...more] = readWords(words, {}).rest
    const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
    if (!write || more.length > 0) throw new UsageError(`Give one shell: ${oneOf(Object.keys(SHELLS))}.`)
    const all = Object.entries(COMMANDS).map(async ([name, { summary, load }]) => wordsOf(name, summary, await load()))
    console.log(write(await Promise.all(all)))
    return 0
  },
}

/** Reads actions and options from the help text, which is the only list of both. */
export function wordsOf(name: string, summary: string, { help }: Pick<Command, 'help'>): CommandWords {
  const actions = /^npx orderbridge [\w-]+ ([\w-]+(?: \| [\w-]+)+)/.exec(help)?.[1]?.split(' | ') ?? []
  const options = [...help.matchAll(/^ {2,}(--[a-z][a-z-]*)|; (--[a-z][a-z-]*) [A-Z]/gm)].map(
    ([, own, second]) => own ?? second ?? '',
  )
  return { name, summary, actions, options: [...new Set([...options, '--help'])] }
}
