import { matchPublicUrl } from './address.ts'
import { type Guide, type Step, type Stop, stop } from './step.ts'
import { wranglerFailure } from './wrangler-failure.ts'

/** Deploys before the secrets are set, because a secret needs a Worker. Until then the webhooks stay closed. */
export const worker: Step = {
  name: 'worker',
  title: 'Worker',
  again: true,
  async run(guide) {
    const { ports, state } = guide
    ports.say(
      state.done.includes(worker.name)
        ? '  Deploys once more, because the configuration may have changed.'
        : '  The Worker comes first, because secrets need a Worker. Its webhooks stay closed until then.',
    )
    const output = await deployOnce(guide)
    if (typeof output !== 'string') return output
    if (state.domain) return null
    const [address] = /https:\/\/[\w.-]+\.workers\.dev/.exec(output) ?? []
    if (!address) return stop('The deploy named no address. Look for it under Workers & Pages in the dashboard.')
    state.address = address
    ports.say(`  The address is ${address}`)
    const { publicUrl } = guide.gateway
    const waits = await matchPublicUrl(guide, address)
    if (waits || publicUrl === address) return waits
    const second = await deployOnce(guide)
    return typeof second === 'string' ? null : second
  },
}

async function deployOnce({ ports }: Guide): Promise<string | Stop> {
  const deployed = await ports.wrangler(['deploy'], 'shown')
  return deployed.code === 0 ? deployed.output : wranglerFailure('The deploy', deployed)
}
