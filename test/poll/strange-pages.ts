import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import type { Check } from '../crash/check.ts'
import { makeBacklog } from './backlog.ts'
import { delivered } from './backlog-checks.ts'
import { createOperator } from './operator.ts'
import { openStage } from './stage.ts'

const ALERT_MS = 10_000

/** Pages that send the reader elsewhere, and pages that can't be read. */
export async function strangePages(dice: Dice): Promise<Check[]> {
  const backlog = makeBacklog(90, 0, 0, 7, dice)
  const stage = await openStage(
    { since: backlog.since, pageSize: 30, requestsPerMinute: 1_000 },
    { rateLimit: { limit: 1_000 } },
  )
  const { fake, gateway, erp } = stage
  const operator = createOperator(stage)
  const trap = await openTrap()
  const checks: Check[] = []
  const usual = fake.disturb
  try {
    await gateway.start()
    fake.book.place(...backlog.wanted)
    for (const [what, next] of Object.entries({
      'another host': `${trap.url}/api/v2/integrations/suppliers/purchase_orders/?page=2`,
      'another scheme': `https://127.0.0.1:${trap.port}/?page=2`,
      'a private address': 'http://10.0.0.1/?page=2',
      itself: (url: URL) => url.href,
    })) {
      fake.disturb = leadingTo(next)
      fake.log.clear()
      const report = await operator.poll()
      const twice = fake.log.requests.map(({ path }) => path).filter((path, at, all) => all.indexOf(path) !== at)
      // The first page is looked at once more in the end.
      const again = twice.filter((path) => path.includes('page=2') || path.includes('page=3'))
      checks.push({
        name: `a next page at ${what} is not fetched, and the run is not complete`,
        broken: [
          ...(report?.complete === false ? [] : [JSON.stringify(report)]),
          ...trap.requests.map((path) => `${path} was asked of the trap`),
          ...again.map((path) => `${path} was asked for again`),
        ],
      })
    }
    for (const until = Date.now() + ALERT_MS; Date.now() < until && erp.alerts.length === 0; ) await sleep(100)
    const told = erp.alerts.filter(({ kind, cause }) => kind === 'order-api' && cause === 'address')
    checks.push({ name: 'and that is told, once', broken: told.length === 1 ? [] : [JSON.stringify(erp.alerts)] })
    fake.disturb = usual

    for (const [what, answer] of Object.entries(UNREADABLE)) {
      fake.disturb = (page, url) => (url.searchParams.get('page') === '2' ? answer() : page)
      const report = await operator.poll()
      const went = report?.complete === false && report.pages >= 2
      checks.push({
        name: `a page of ${what} is refused, and the run goes on`,
        broken: went ? [] : [JSON.stringify(report)],
      })
    }
    fake.disturb = usual
    const last = await operator.poll()
    checks.push({
      name: 'afterwards the list is read to its end',
      broken: last?.complete ? [] : [JSON.stringify(last)],
    })
    await delivered(stage, backlog, 20_000)
    checks.push({
      name: 'every order has been delivered, once',
      broken: erp.documents === 90 && erp.keys.size === 90 ? [] : [`${erp.documents} of ${erp.keys.size} orders`],
    })
    return checks
  } finally {
    trap.close()
    await stage.close()
  }
}

const UNREADABLE: Readonly<Record<string, () => Response>> = {
  'fifty megabytes': () => new Response(`{"results": [], "padding": "${'x'.repeat(50_000_000)}"}`),
  'JSON as deep as a well': () => new Response(`{"results": ${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}`),
  HTML: () => new Response('<!doctype html><title>Back soon</title>'),
}

const leadingTo =
  (next: string | ((url: URL) => string)): FakeApicbase['disturb'] =>
  async (page, url) =>
    page.ok
      ? Response.json({ ...((await page.json()) as object), next: typeof next === 'string' ? next : next(url) })
      : page

/** Somebody else's server, which would like to have the token. */
async function openTrap() {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, requests, close: () => server.close() }
}
