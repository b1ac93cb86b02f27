import { createExecutionContext, createScheduledController, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { readExported } from '../../src/exports/read-export.ts'
import worker from '../../src/worker.ts'
import { admin, delivery, orderPath, place, soon, view } from './door.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(() => {
  setSecrets()
  openSink()
})

const DAY = 86_400_000
const cron = (fake: Env = env) =>
  worker.scheduled(createScheduledController({ cron: '*/5 * * * *' }) as never, fake, createExecutionContext())
const bucket = Reflect.get(env, 'ORDERS') as R2Bucket

it('writes an order into the bucket before it is purged, and purges nothing that the bucket did not take', async () => {
  const order = await place('archived')
  await soon(async () => expect((await delivery('archived', order.id, 'archived')).state).toBe('delivered'))
  const written = (await admin(`${orderPath('archived', order.id)}/documents/archived`)).text
  await runInDurableObject(env.OUTBOX.getByName('archived'), (_, { storage }) => {
    for (const [table, column] of [
      ['versions', 'accepted_at'],
      ['orders', 'first_at'],
    ])
      storage.sql.exec(`UPDATE ${table} SET ${column} = ${column} - ${100 * DAY}`)
  })

  // The binding of the bucket is no bucket.
  await cron({ ...env, ORDERS: env.SEEN } as never)
  expect((await bucket.list()).objects).toEqual([])
  expect((await view('archived', order.id)).purgedAt).toBeUndefined()
  expect((await admin('/suppliers/archived/alerts')).json.incidents).toMatchObject([{ kind: 'archive' }])

  await cron()
  const { objects } = await bucket.list()
  const month = new Date(Date.now() - 100 * DAY).toISOString().slice(0, 7)
  expect(objects.map(({ key }) => key)).toEqual([`old/archived/${month}/${order.id}.ndjson`])
  const read = await readExported((await (await bucket.get(objects[0]?.key ?? ''))?.text()) ?? '')
  if (!read.ok) throw new Error(read.error)
  const document = read.value.papers.find(({ route }) => route === 'archived')
  expect(new TextDecoder().decode(document?.bytes)).toBe(written)
  expect((await view('archived', order.id)).purgedAt).toBeDefined()
  expect((await admin(`${orderPath('archived', order.id)}/documents/archived`)).status).toBe(404)
})
