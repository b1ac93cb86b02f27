import { jurisdictionOf } from '../../../profile/jurisdiction.ts'
import { choose, INPUT_ENDED, type Step, stop } from './step.ts'
import { readVar, withVar } from './wrangler-toml.ts'

const NAME = 'JURISDICTION'

/** Settles where orders are stored. After the first order the region cannot change: the outbox would be a new one. */
export const region: Step = {
  name: 'region',
  title: 'Region',
  async run({ ports, state }) {
    const toml = ports.readToml()
    const written = readVar(toml, NAME)
    if (written !== undefined) {
      const read = jurisdictionOf(written)
      if (!read.ok) return stop(read.error)
      state.region = read.value ?? 'none'
      ports.say(`  wrangler.toml says ${NAME} = "${written}". Orders are stored there.`)
      return null
    }
    const deployed = await ports.wrangler(['deployments', 'list', '--json'], 'quiet')
    if (deployed.code === 0) {
      state.region = 'none'
      ports.say('  The Worker is deployed already, without a region. The region stays as it is, with the orders.')
      return null
    }
    const chosen = await choose(ports, 'Where are orders stored? This cannot change later.', [
      { text: 'in the European Union only', value: 'eu' } as const,
      { text: 'near the first request, anywhere', value: 'none' } as const,
      { text: 'FedRAMP (a contract with Cloudflare is needed)', value: 'fedramp' } as const,
    ])
    if (!chosen) return INPUT_ENDED
    state.region = chosen.value
    if (chosen.value !== 'none') {
      ports.writeToml(withVar(toml, NAME, chosen.value))
      ports.say(`  Wrote ${NAME} = "${chosen.value}" into wrangler.toml. Commit the file.`)
    }
    return null
  },
}
