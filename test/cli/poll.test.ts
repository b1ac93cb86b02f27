import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { poll } from '../../src/cli/poll.ts'

const REPORT = {
  ...{ seen: 5, accepted: 2, duplicate: 0, held: 1, refused: 0, skipped: 2, pages: 1, requests: 2, complete: true },
}

let said: string[] = []
beforeEach(() => {
  said = []
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** A gateway with this response. Resolves to the requests and the exit code. */
async function polled(status: number, body: object, ...words: string[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const code = await poll.run(['--supplier', 'fresco', '--url', url, ...words])
  server.close()
  return { asked, code }
}

describe('orderbridge poll', () => {
  it('has the gateway poll, and tells what was found', async () => {
    const { asked, code } = await polled(200, REPORT)
    expect(asked).toEqual(['POST /api/suppliers/fresco/poll Bearer a-console-token-of-this-test'])
    expect(said[0]).toBe(
      '5 orders, pages read: 1, requests: 2. 2 accepted, 1 held, 0 known to the outbox, 2 skipped (known, or from before `since`), 0 without an id. To the end of the list.',
    )
    expect(code).toBe(0)
  })

  it('ends with 1 when the list was not read to its end, and says why', async () => {
    const { code } = await polled(200, { ...REPORT, complete: false, reason: 'Apicbase answered 500.' })
    expect(said[0]).toContain('Not to the end of the list: Apicbase answered 500.')
    expect(code).toBe(1)
  })

  it.each([
    [
      401,
      { problems: [] },
      'The gateway refuses this CONSOLE_TOKEN (401). Give the token of this gateway with --vars FILE.',
    ],
    [
      404,
      { problems: [{ message: 'There is no such supplier.' }] },
      'The gateway answers 404: There is no such supplier.',
    ],
  ])('says what the gateway refuses: %i', async (status, body, sentence) => {
    expect((await polled(status, body)).code).toBe(1)
    expect(said).toEqual([sentence])
  })

  it('says that nothing answers', async () => {
    expect(await poll.run(['--supplier', 'fresco', '--url', 'http://127.0.0.1:1'])).toBe(1)
    expect(said[0]).toContain('Nothing answers at http://127.0.0.1:1.')
  })

  it('wants to know whose', async () => {
    await expect(poll.run([])).rejects.toThrow('Give --supplier')
  })
})
