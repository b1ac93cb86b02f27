import { choose, type Guide, INPUT_ENDED, type Step, type Stop } from './step.ts'
import { routesIn, withDomain, withoutRoutes } from './wrangler-toml.ts'

const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/

/** Settles the host name: a domain of the account, or a name below workers.dev. */
export const address: Step = {
  name: 'address',
  title: 'Address',
  async run(guide) {
    const { ports, state } = guide
    const chosen = await choose(ports, 'Which address do Apicbase and the suppliers use?', [
      { text: 'a host name of a domain in this account, such as orders.fresco.example', value: true },
      { text: 'a name below workers.dev', value: false },
    ])
    if (!chosen) return INPUT_ENDED
    if (!chosen.value) {
      const earlier = routesIn(ports.readToml())
      ports.writeToml(withoutRoutes(ports.readToml()))
      if (earlier.length > 0) ports.say(`  Removed from the routes of wrangler.toml: ${earlier.join(', ')}.`)
      state.domain = null
      // The deploy names the address.
      delete state.address
      return null
    }
    for (;;) {
      const typed = await ports.ask('Host name:')
      if (typed === null) return INPUT_ENDED
      const host = typed
        .toLowerCase()
        .replace(/^https:\/\//, '')
        .replace(/\/$/, '')
      if (!HOST.test(host)) {
        ports.say('  Give a host name only, such as orders.fresco.example.')
        continue
      }
      state.domain = host
      state.address = `https://${host}`
      const earlier = routesIn(ports.readToml()).filter((route) => route !== host)
      ports.writeToml(withDomain(ports.readToml(), host))
      ports.say(`  Wrote the route ${host} into wrangler.toml. The certificate comes by itself.`)
      if (earlier.length > 0) ports.say(`  Removed from the routes of wrangler.toml: ${earlier.join(', ')}.`)
      return matchPublicUrl(guide, state.address)
    }
  },
}

/** Waits until the configuration says the same address: alerts, links and later deploys use that setting. */
export async function matchPublicUrl(guide: Guide, wanted: string): Promise<Stop | null> {
  const { ports } = guide
  while (guide.gateway.publicUrl !== wanted) {
    ports.say(`  Write into the configuration:  publicUrl: '${wanted}',`)
    if ((await ports.ask('Press Enter when it is written.')) === null) return INPUT_ENDED
    const read = await ports.readGateway()
    if (read) guide.gateway = read
  }
  return null
}
