// Runs a gateway whose every secret and every text is a word that stands nowhere else, makes it meet every kind of trouble, and
// then looks for those words in its log and in every file it kept, but the outbox's own.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Check, report } from '../crash/check.ts'
import { createGateway } from '../crash/gateway.ts'
import { canaries } from './canaries.ts'
import { canaryOrder, post } from './orders.ts'
import { openOutside } from './outside.ts'
import { writeSetting } from './setting.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-canary-'))
const birds = canaries()
const outside = await openOutside(birds.word('the API token'))
const setting = writeSetting(path.join(folder, 'setting'), outside.url, birds)
// Quiet, because a log that lasts has no line for orders: a deployed gateway writes none.
const gateway = await createGateway(setting, folder, undefined, ['--quiet'])
const { CONSOLE_TOKEN = '', MAILBOX_TOKEN = '', WEBHOOK_SECRET = '' } = setting.secrets
const answers: Check[] = []

const expect = (name: string, seen: unknown, wanted: unknown): void => {
  answers.push({ name, broken: seen === wanted ? [] : [`wanted ${wanted}, saw ${seen}`] })
}
const call = async (where: string, token: string, init: RequestInit = {}): Promise<Response> =>
  fetch(gateway.url + where, { ...init, headers: { authorization: `Bearer ${token}` } })
const act = (where: string, body: object = {}): Promise<Response> =>
  call(where, CONSOLE_TOKEN, {
    method: 'POST',
    body: JSON.stringify({ by: birds.word('by'), note: birds.word('note'), ...body }),
  })

try {
  await gateway.start()
  const order = canaryOrder('accepted', birds)
  const text = JSON.stringify(order)
  expect('an order is accepted', await post(gateway.url, text, WEBHOOK_SECRET), 200)
  expect('and a duplicate', await post(gateway.url, text, WEBHOOK_SECRET), 200)
  await sleep(1_500)
  expect(
    'and a change of it',
    await post(gateway.url, JSON.stringify({ ...order, order_remarks: birds.word('change') }), WEBHOOK_SECRET),
    200,
  )
  expect(
    'a signature that does not verify',
    await post(gateway.url, JSON.stringify(canaryOrder('forged', birds)), birds.word('forger')),
    403,
  )
  expect(
    'a body that is cut',
    await post(gateway.url, JSON.stringify(canaryOrder('cut', birds)).slice(0, -2), WEBHOOK_SECRET),
    400,
  )
  expect(
    'an order without lines',
    await post(gateway.url, JSON.stringify(canaryOrder('no lines', birds, { packages: [] })), WEBHOOK_SECRET),
    422,
  )
  expect('a body past the limit', await post(gateway.url, `${text}${' '.repeat(1_100_000)}`, WEBHOOK_SECRET), 413)
  expect(
    'a key too long for EDIFACT',
    await post(
      gateway.url,
      JSON.stringify(canaryOrder('long', birds, { order_number: birds.word('long number').repeat(3) })),
      WEBHOOK_SECRET,
    ),
    200,
  )
  outside.orders = [
    canaryOrder('polled', birds),
    canaryOrder('polled, broken', birds, { packages: [] }),
    { [birds.word('polled, nameless')]: 1 },
  ]
  expect('a poll', (await act('/api/suppliers/canary/poll')).status, 200)
  await sleep(3_000)
  const orderPath = `/api/orders/canary/${order.id}`
  expect('a view', (await call(orderPath, CONSOLE_TOKEN)).status, 200)
  expect('a search', (await call(`/api/orders?q=${birds.word('search')}`, CONSOLE_TOKEN)).status, 200)
  expect('a wrong token', (await call(orderPath, birds.word('wrong token'))).status, 401)
  expect('a document', (await call(`${orderPath}/documents/box`, CONSOLE_TOKEN)).status, 200)
  expect(
    'an unknown order',
    (await call(`/api/orders/canary/${birds.word('unknown order')}`, CONSOLE_TOKEN)).status,
    404,
  )
  expect('a release without saying how', (await act(`${orderPath}/release`)).status, 409)
  expect('a release', (await act(`${orderPath}/release`, { as: 'replacement' })).status, 200)
  expect('a retry', (await act(`${orderPath}/deliveries/refused/retry`)).status, 200)
  expect('a retry of the route', (await act('/api/suppliers/canary/routes/turned-away/retry')).status, 200)
  await sleep(1_500)
  const { documents } = (await (await call('/mailbox/canary/box', MAILBOX_TOKEN)).json()) as {
    documents: { id: string }[]
  }
  const box = `/mailbox/canary/box/${documents[0]?.id}`
  expect('a mailbox document', (await call(box, MAILBOX_TOKEN)).status, 200)
  const reason = JSON.stringify({ reason: birds.word('reason') })
  expect('its refusal', (await call(`${box}/failed`, MAILBOX_TOKEN, { method: 'POST', body: reason })).status, 200)
  await sleep(4_000)
  expect(
    'somebody was alerted',
    outside.requests.some((request) => request.startsWith('/alerts/')),
    true,
  )
  await gateway.kill()
  await gateway.start()
  await sleep(3_000)
  await gateway.stop()
  const { own, others } = kept()
  expect('the search finds what is there: the outbox itself holds orders', leaksIn('', own).broken.length > 10, true)
  const leaks = [
    leaksIn('the log', [path.join(folder, 'gateway.log')]),
    leaksIn(`${others.length} other files it kept`, others),
  ]
  process.exitCode = report([...answers, ...leaks]) ? 0 : 1
} finally {
  await gateway.stop()
  outside.close()
  rmSync(folder, { recursive: true, force: true })
}

/** The outbox is where orders belong; nothing else is. */
function kept(): { own: string[]; others: string[] } {
  const files = readdirSync(setting.persist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
  const isOwn = (file: string): boolean => /[/\\]do[/\\][^/\\]*Outbox[/\\]/.test(file)
  return { own: files.filter(isOwn), others: files.filter((file) => !isOwn(file)) }
}

function leaksIn(name: string, files: readonly string[]): Check {
  const broken = files.flatMap((file) =>
    birds.foundIn(readFileSync(file)).map((word) => `${word} stands in ${path.basename(file)}`),
  )
  return { name: `${name}: nothing of an order, no secret`, broken }
}
