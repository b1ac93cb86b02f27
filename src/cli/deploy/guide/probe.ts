import { PING_BODY } from '../../../steps/ping.ts'
import { signatureOf } from '../../gateway-client.ts'
import { type Guide, INPUT_ENDED, type Step, type Stop, stop } from './step.ts'

/** A certificate of a new host name can take minutes. */
const TRIES = 40
const PAUSE_MS = 5_000

/** Pings each webhook at the final address, signed as Apicbase signs. The gateway stores nothing of a ping. */
export const probe: Step = {
  name: 'probe',
  title: 'Test of the address',
  again: true,
  async run(guide) {
    const { ports, state, gateway } = guide
    if (!state.address) return stop('No address is known yet. Run the guide again with --guide.')
    const unreached = await waitForGateway(guide, state.address)
    if (unreached) return unreached
    for (const [supplier, { webhook }] of Object.entries(gateway.suppliers)) {
      const [name] = webhook?.secrets ?? []
      if (name === undefined) continue
      const secret =
        guide.secrets.get(name) ??
        (await ports.askSecret(`Value of ${name} for a signed ping, or Enter to leave it out:`))
      if (secret === null) return INPUT_ENDED
      if (secret === '') {
        ports.say(`  ${supplier}: not pinged.`)
        continue
      }
      const form = webhook?.signedForm === 'python' ? 'python' : 'raw'
      const failed = await ping(guide, `${state.address}/webhooks/${supplier}`, name, { secret, form })
      if (failed) return failed
      ports.say(`  ${supplier}: a signed ping was answered. Nothing was stored.`)
    }
    return null
  },
}

async function waitForGateway({ ports }: Guide, address: string): Promise<Stop | null> {
  let why = ''
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt === 1) ports.say(`  Waiting for ${address} (a new certificate takes minutes) …`)
    if (attempt > 0) await ports.wait(PAUSE_MS)
    try {
      const answer = await ports.fetch(`${address}/healthz`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
      })
      const body: unknown = await answer.json().catch(() => null)
      if (answer.ok && typeof body === 'object' && body !== null && 'version' in body) {
        ports.say(`  ${address} answers, with version ${String(body.version)}.`)
        return null
      }
      why = answer.ok ? 'another program answers there' : `it answers ${answer.status}`
    } catch {
      why = 'nothing answers'
    }
  }
  return stop(`${address} is not the gateway yet: ${why}. Look at the DNS record and the route, then go on.`)
}

async function ping(
  { ports }: Guide,
  url: string,
  name: string,
  { secret, form }: { readonly secret: string; readonly form: 'raw' | 'python' },
): Promise<Stop | null> {
  const body = new TextEncoder().encode(PING_BODY)
  const headers = { 'content-type': 'application/json', 'x-apic-webhook-signature': signatureOf(body, secret, form) }
  let status = 0
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await ports.wait(PAUSE_MS)
    const answer = await ports
      .fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(20_000) })
      .catch(() => null)
    status = answer?.status ?? 0
    await answer?.body?.cancel()
    if (status === 200) return null
    if (status === 403 && attempt >= 3)
      return stop(
        `${url} refuses the signature: ${name} has another value there. Set it: npm run wrangler -- secret put ${name}`,
      )
    // A changed secret reaches each of Cloudflare's places after seconds.
    if (status !== 403 && status !== 503 && status !== 0) break
  }
  const advice =
    status === 503
      ? `${name} is not set there, or is shorter than 16 bytes: npm run wrangler -- secret put ${name}`
      : 'Something stands between: Cloudflare Access must leave /webhooks/ open.'
  return stop(`${url} answered the ping with ${status || 'nothing'}. ${advice}`)
}
