import { listDurableObjectIds } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask, soon } from './door.ts'
import { SECRETS, setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)

const PLACES: [cause: string, method: string, path: string, right: string, status: number][] = [
  ['api', 'GET', '/api/suppliers', SECRETS.CONSOLE_TOKEN, 200],
  ['mailbox', 'GET', '/mailbox/box/erp', SECRETS.ERP_TOKEN, 200],
  ['acknowledgements', 'POST', '/acknowledgements/receipts/receipts', SECRETS.ACK_TOKEN, 422],
]

describe('wrong tokens', () => {
  it.each(PLACES)(
    'at /%s are told when there are many, and never shut out the right one',
    async (cause, method, path, right, status) => {
      const sink = openSink()
      const knock = (token: string) =>
        ask(path, {
          method,
          headers: { authorization: `Bearer ${token}` },
          ...(method === 'POST' ? { body: 'x' } : {}),
        })
      for (let times = 0; times < 200; times++) expect((await knock(`wrong-${times}`)).status).toBe(401)
      await soon(() => expect(sink.alerts.filter(({ kind }) => kind === 'access')).toMatchObject([{ cause }]))
      expect((await knock(right)).status).toBe(status)
    },
  )

  it.each(['nobody', 'constructor'])('of %s, who does not exist, are not counted, and make no object', async (name) => {
    const sink = openSink()
    const before = (await listDurableObjectIds(env.OUTBOX)).length
    for (let times = 0; times < 50; times++)
      expect((await ask(`/mailbox/${name}/box`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
    expect((await listDurableObjectIds(env.OUTBOX)).length).toBe(before)
    expect(sink.alerts.filter(({ kind }) => kind === 'access')).toEqual([])
  })
})
