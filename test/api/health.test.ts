import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'

const deepHealth = (shown: ReturnType<typeof testConsole>, headers: Record<string, string>) =>
  app.fetch(new Request('https://gateway.example/healthz?deep=1', { headers }), shown.services)

describe('the deep health', () => {
  it('counts a wrong token as the Admin API does, and a missing token not', async () => {
    const shown = testConsole()
    expect((await deepHealth(shown, {})).status).toBe(401)
    expect(shown.rejected).toEqual([])
    expect((await deepHealth(shown, { authorization: `Bearer ${TOKEN}-not` })).status).toBe(401)
    expect(shown.rejected).toEqual(['api'])
  })
})
