import { expect, it } from 'vitest'
import type { OutboxRecord } from '../../src/outbox/earlier-history.ts'
import { mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { serveApp } from '../fakes/served-outbox.ts'

const record = (supplier: string, movedTo?: string): OutboxRecord => ({
  ...{ supplier, storageId: supplier, account: null, jurisdiction: null },
  ...(movedTo === undefined ? {} : { movedTo }),
})

it('a mailbox says of which names it has the orders, to who has its token', async () => {
  const served = await serveApp({
    gateway: { suppliers: { vega: supplierWith({ routes: [mailboxRoute('box')] }) } } as never,
    secrets: fakeSecrets({ MAILBOX_TOKEN: 'a-mailbox-token-of-this-test' }),
    badSignatures: { countRejected: () => {} } as never,
    records: {
      list: async () => [
        record('first', 'second'),
        record('second', 'vega'),
        record('gone'),
        record('a', 'b'),
        record('b', 'a'),
      ],
      keep: async () => {},
    },
  })
  const ask = async (former: string, token = 'a-mailbox-token-of-this-test') => {
    const url = `${served.url}/mailbox/vega/box/renamed-from/${former}`
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    return [answer.status, await answer.json()]
  }
  for (const former of ['second', 'first']) expect(await ask(former)).toEqual([200, { renamed: true }])
  for (const former of ['gone', 'never', 'a']) expect(await ask(former)).toEqual([200, { renamed: false }])
  expect((await ask('second', 'another-token'))[0]).toBe(401)
  served.close()
})
