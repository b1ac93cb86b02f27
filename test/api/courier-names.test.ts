import { expect, it } from 'vitest'
import type { CourierEntry } from '../../src/outbox/mailbox/mailbox.ts'
import { mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { serveApp } from '../fakes/served-outbox.ts'

const TOKEN = 'a-mailbox-token-of-this-test'
const ENTRY: CourierEntry = {
  ...{ id: 'ab', fileName: 'PO-1.json', mediaType: 'application/json', size: 2, digest: 'c'.repeat(64) },
  ...{ handover: 3, fetchedBy: 'you' },
}

it.each([
  ['with the earlier name of its issues', { troubles: [] }, true],
  ['without issues, as every interface allowed', {}, true],
  ['with issues', { issues: [] }, false],
])('a program that sends a heartbeat %s finds the names that it knows', async (_, body, isEarlier) => {
  const served = await serveApp({
    gateway: { suppliers: { vega: supplierWith({ routes: [mailboxRoute('box')] }) } } as never,
    secrets: fakeSecrets({ MAILBOX_TOKEN: TOKEN }),
    outbox: () => ({ heartbeat: async () => ({ holds: true, leaseMs: 60_000, documents: [ENTRY] }) }) as never,
  })
  const answer = await fetch(`${served.url}/mailbox/vega/box/heartbeat`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ courier: 'courier-1', run: 'run-00001', ...body }),
  })
  const earlier = isEarlier ? { round: 3, taken: 'you' } : {}
  expect(await answer.json()).toEqual({ holds: true, leaseSeconds: 60, documents: [{ ...ENTRY, ...earlier }] })
  served.close()
})
