import { account } from './account.ts'
import { address } from './address.ts'
import { apicbaseMail } from './apicbase-mail.ts'
import { goLive } from './go-live.ts'
import { mail } from './mail.ts'
import { parts } from './parts.ts'
import { plan } from './plan.ts'
import { probe } from './probe.ts'
import { region } from './region.ts'
import { secrets } from './secrets.ts'
import type { Guide, Step } from './step.ts'
import { worker } from './worker.ts'

/** In the order that Cloudflare needs: the region before the first deploy, the Worker before its secrets. */
export const STEPS: readonly Step[] = [account, plan, region, address, parts, mail, worker, secrets, probe]

export const isDone = ({ done }: Guide['state']): boolean => STEPS.every(({ name }) => done.includes(name))

/** Leads through the first deploy. `save` stores the state after each step. Resolves to the exit code. */
export async function runGuide(guide: Guide, save: () => void): Promise<number> {
  const { ports, state } = guide
  const left = STEPS.filter(({ name, again }) => again || !state.done.includes(name))
  ports.say(
    state.done.length === 0
      ? 'This guide brings the gateway to Cloudflare. Stop at any time with Ctrl-C: the guide goes on where it stopped.'
      : `The guide goes on. Done before: ${state.done.join(', ')}.`,
  )
  for (const step of left) {
    ports.say('')
    ports.say(`${STEPS.indexOf(step) + 1}/${STEPS.length}  ${step.title}`)
    const stopped = await step.run(guide)
    if (stopped) {
      save()
      ports.say('')
      ports.say(`${stopped.stop}`)
      ports.say('Nothing that is done is lost. To go on: npx orderbridge deploy')
      return 1
    }
    if (!state.done.includes(step.name)) state.done.push(step.name)
    save()
  }
  ports.say('')
  for (const line of apicbaseMail(guide.gateway, state.address ?? '')) ports.say(line)
  await goLive(guide)
  save()
  return 0
}
