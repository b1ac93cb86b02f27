import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { completion, wordsOf } from '../../src/cli/completion.ts'
import { orders } from '../../src/cli/orders.ts'
import { routes } from '../../src/cli/routes.ts'
import { examplesIn } from '../fakes/help-examples.ts'

afterEach(() => void vi.restoreAllMocks())

async function script(shell: string): Promise<string> {
  const printed: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
  expect(await completion.run([shell])).toBe(0)
  return printed.join('\n')
}

describe('completion', () => {
  it('has every command in every shell that the help gives as an example', async () => {
    for (const [shell = ''] of examplesIn(completion.help)) {
      const text = await script(shell)
      for (const name of Object.keys(COMMANDS)) expect(text).toMatch(new RegExp(`[ ('/]${name}[ )';\\n]`))
    }
    expect(examplesIn(completion.help).map(([shell]) => shell)).toEqual(['bash', 'zsh', 'fish'])
  })

  it('takes actions and options from the help', () => {
    expect(wordsOf('orders', '', orders)).toMatchObject({
      actions: [
        ...['list', 'show', 'retry', 'hold', 'release', 'discard', 'done', 'called', 'not-called'],
        'notify-customer',
      ],
      options: expect.arrayContaining(['--supplier', '--from', '--to', '--json', '--quiet', '--url', '--help']),
    })
    expect(wordsOf('routes', '', routes).actions).toEqual(['list', 'pause', 'resume', 'retry'])
  })

  it.each([
    ['ord', 1, ['order', 'orders']],
    ['rel', 2, ['release']],
    ['--js', 2, ['--json']],
  ] as const)('completes %s in bash', async (word, at, expected) => {
    const words = at === 1 ? [word] : ['orders', word]
    const asked = `COMP_WORDS=(orderbridge ${words.join(' ')}); COMP_CWORD=${at}; _orderbridge; echo "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${await script('bash')}\n${asked}`], {
      encoding: 'utf8',
    })
    expect({ stdout: stdout.trim().split(' '), stderr }).toEqual({ stdout: expected, stderr: '' })
  })

  /** Runs the shell itself. CI has all three; where a person lacks one, bash and the script's text are tested. */
  const installed = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0
  const WORDS = [
    [
      ['orderbridge', 'ord'],
      ['order', 'orders'],
    ],
    [['orderbridge', 'orders', 'rel'], ['release']],
    [['orderbridge', 'orders', '--js'], ['--json']],
    [['orderbridge', 'tail', '--sta'], ['--state']],
  ] as const

  it.runIf(installed('fish')).each(WORDS)('completes %j in fish', async (words, expected) => {
    const asked = `complete -C '${words.join(' ')}'`
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `${await script('fish')}\n${asked}`], {
      encoding: 'utf8',
    })
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0])
    expect({ found, stderr }).toEqual({ found: expected, stderr: '' })
  })

  it.runIf(installed('zsh')).each(WORDS)('completes %j in zsh', async (words, expected) => {
    // `compadd` runs only inside a completion; this one prints the words that the script offers for the last word.
    const offered = `compadd() { shift; for word in "$@"; do [[ $word == \${words[CURRENT]}* ]] && print -r -- $word; done; true }`
    const asked = `words=(${words.join(' ')}); CURRENT=${words.length}; _orderbridge`
    const code = `${await script('zsh')}\n${offered}\n${asked}`
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', code], { encoding: 'utf8' })
    expect({ found: stdout.trim().split('\n'), stderr }).toEqual({ found: expected, stderr: '' })
  })

  it('names the shells for another word', async () => {
    await expect(completion.run(['tcsh'])).rejects.toThrow("Give one shell: 'bash', 'zsh' or 'fish'.")
  })
})
