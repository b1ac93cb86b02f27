import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { createCompletion, wordsOf } from '../../src/cli/completion.ts'
import { orders } from '../../src/cli/orders.ts'
import { routes } from '../../src/cli/routes.ts'
import { examplesIn } from '../fakes/help-examples.ts'

const completion = createCompletion(COMMANDS)
afterEach(() => void vi.restoreAllMocks())

async function script(shell: string): Promise<string> {
  const printed: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
  expect(await completion.run([shell])).toBe(0)
  return printed.join('\n')
}

describe('completion', () => {
  it('has every command in every shell that the help gives as an example', { timeout: 60_000 }, async () => {
    for (const [shell = ''] of examplesIn(completion.help)) {
      const text = await script(shell)
      for (const name of Object.keys(COMMANDS)) expect(text).toMatch(new RegExp(`[ ('/]${name}[ )';\\n]`))
    }
    expect(examplesIn(completion.help).map(([shell]) => shell)).toEqual(['bash', 'zsh', 'fish'])
  })

  it('takes actions and options from the help', () => {
    expect(wordsOf('orders', '', orders)).toMatchObject({
      actions: ['list', 'show', 'retry', 'release', 'discard', 'done', 'called', 'not-called'],
      options: expect.arrayContaining(['--supplier', '--from', '--to', '--json', '--quiet', '--url', '--help']),
    })
    expect(wordsOf('routes', '', routes).actions).toEqual(['list', 'pause', 'resume'])
  })

  it.each([
    ['ord', 1, ['order', 'orders']],
    ['rel', 2, ['release']],
    ['--js', 2, ['--json']],
  ] as const)('completes %s in bash', { timeout: 60_000 }, async (word, at, expected) => {
    const words = at === 1 ? [word] : ['orders', word]
    const asked = `COMP_WORDS=(orderbridge ${words.join(' ')}); COMP_CWORD=${at}; _orderbridge; echo "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${await script('bash')}\n${asked}`], {
      encoding: 'utf8',
    })
    expect({ stdout: stdout.trim().split(' '), stderr }).toEqual({ stdout: expected, stderr: '' })
  })

  it('names the shells for another word', async () => {
    await expect(completion.run(['tcsh'])).rejects.toThrow("Give one shell: 'bash', 'zsh' or 'fish'.")
  })
})
