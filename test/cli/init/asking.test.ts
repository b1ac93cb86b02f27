import '../../../src/cli/hooks.ts'
import { describe, expect, it } from 'vitest'
import { askAll } from '../../../src/cli/init/asking.ts'

/** A person who gives these answers, and then closes the terminal. */
function person(...answers: readonly string[]) {
  const [prompts, remarks, rest]: [string[], string[], string[]] = [[], [], [...answers]]
  const ask = async (prompt: string) => {
    prompts.push(prompt)
    return rest.shift()
  }
  return { ask, prompts, remarks, say: (line: string) => void remarks.push(line) }
}

describe('the questions of init', () => {
  it('propose an answer where one is usual, and take an empty line for it', async () => {
    const { ask, say, prompts } = person(
      'Délices & Co',
      '',
      'FR',
      '',
      '',
      '5412345000013',
      '',
      'sftp.d.example',
      '',
      '',
      '',
      '',
    )
    const answers = await askAll({}, ask, say)
    expect(prompts.slice(0, 5)).toEqual([
      'Name of the supplier: ',
      'Its key, which is part of addresses [delices-co]: ',
      'Country (? lists them) [BE]: ',
      'Language of alerts, mails and refusals [fr]: ',
      'Format of the document (? lists them) [edifact-d96a]: ',
    ])
    expect(answers).toMatchObject({ language: 'fr', transport: 'sftp', user: 'orders', folder: '/in', desk: '' })
  })

  it('come again after a wrong answer, with the reason', async () => {
    const given = { supplier: 'f', country: 'BE', language: 'nl', format: 'json', transport: 'http' }
    const { ask, say, prompts, remarks } = person('', 'F', 'erp.f.example', 'https://erp.f.example', '', '')
    const answers = await askAll(given, ask, say)
    expect(answers.url).toBe('https://erp.f.example')
    expect(prompts.filter((prompt) => prompt.startsWith('http: '))).toHaveLength(2)
    expect(remarks).toEqual(['  This needs an answer.', expect.stringContaining('a whole web address')])
  })

  it('are not asked where an option answers them or where they make no sense', async () => {
    const given = { supplier: 'f', country: 'BE', language: 'nl', format: 'email', transport: 'email', name: 'F' }
    const { ask, say, prompts } = person('desk@f.example', '', 'orders@g.example')
    await askAll(given, ask, say)
    expect(prompts).toEqual([
      'Mail address of the order desk: ',
      'Mail address for alerts (empty: no alerts by mail): ',
      'Sender of these mails: ',
    ])
  })

  it('end without a file where the input ends', async () => {
    const { ask, say } = person('F')
    await expect(askAll({}, ask, say)).rejects.toThrow('The input ended before the last answer. Nothing was written.')
  })
})
