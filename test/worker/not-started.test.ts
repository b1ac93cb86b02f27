import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import worker from '../../src/worker.ts'
import { webhookRequest } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink, type Sink } from './sink.ts'

let sink: Sink
beforeAll(() => {
  setSecrets()
  sink = openSink()
})

/** The same gateway with an unknown jurisdiction. */
const misspelt = () => ({ ...env, JURISDICTION: 'ue' }) as Env

describe('a gateway with a misspelt JURISDICTION', () => {
  it('takes no order, and is not well', async () => {
    for (const request of [await webhookRequest('http', posted({})), new Request('https://gateway.example/healthz')]) {
      const response = await worker.fetch(
        request as Request<unknown, IncomingRequestCfProperties>,
        misspelt(),
        createExecutionContext(),
      )
      expect(response.status).toBe(503)
      expect(await response.json()).toMatchObject({ problems: [{ code: 'not-started' }] })
    }
  })

  it('polls nothing, and alerts each supplier once a day in words', async () => {
    for (const _ of [1, 2]) await worker.scheduled(createScheduledController(), misspelt(), createExecutionContext())
    const told = sink.alerts.filter(({ kind, supplier }) => kind === 'storage' && supplier === 'http')
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain("JURISDICTION is 'ue', and Cloudflare has no such jurisdiction.")
  })
})
