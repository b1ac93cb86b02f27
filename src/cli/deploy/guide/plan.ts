import type { Gateway } from '../../../profile/supplier.ts'
import { choose, confirm, INPUT_ENDED, type Step, stop } from './step.ts'

/** Transports whose encryption needs more than the 10 ms of CPU that the Free plan gives. */
const COSTLY = ['sftp', 'ftp', 'smtp', 'as2']

export interface PaidNeed {
  readonly what: string
  readonly why: string
}

const NAMES = { free: 'Free', paid: 'Paid' } as const

/** The parts of the configuration that the Free plan does not carry. */
export const paidNeeds = ({ suppliers }: Gateway): PaidNeed[] =>
  Object.entries(suppliers).flatMap(([supplier, { routes }]) =>
    routes.flatMap(({ name, transport: { kind } }) =>
      COSTLY.includes(kind)
        ? [{ what: `${supplier}, route '${name}' (${kind})`, why: 'its encryption takes more than 10 ms of CPU' }]
        : [],
    ),
  )

/** Compares the configuration with the plan. Cloudflare's API shows the plan only to a token that may read bills. */
export const plan: Step = {
  name: 'plan',
  title: 'Plan',
  again: true,
  async run({ ports, state, gateway }) {
    const needs = paidNeeds(gateway)
    if (state.done.includes(plan.name) && state.plan && (state.plan === 'paid' || needs.length === 0)) {
      ports.say(`  The account has the ${NAMES[state.plan]} plan, as you said before.`)
      return null
    }
    ports.say(
      '  Free: 100,000 requests and 100,000 written rows a day, 10 ms of CPU, 5 cron triggers, 5 GB of storage.',
    )
    ports.say('  Paid: 5 dollars a month, with SFTP, FTP, SMTP, AS2 and mail to any address.')
    for (const { what, why } of needs) ports.say(`  Needs Paid: ${what}, because ${why}.`)
    if (needs.length === 0) ports.say('  This configuration needs nothing of the Paid plan.')
    const chosen = await choose(ports, 'Which plan does the account have?', [
      { text: NAMES.free, value: 'free' } as const,
      { text: NAMES.paid, value: 'paid' } as const,
    ])
    if (!chosen) return INPUT_ENDED
    if (chosen.value === 'free' && needs.length > 0) {
      const goesOn = await confirm(ports, 'Orders on these routes will fail on the Free plan. Go on nevertheless?')
      if (goesOn === null) return INPUT_ENDED
      if (!goesOn)
        return stop(
          'Take the Paid plan under Workers & Pages, Plans in the Cloudflare dashboard; or use mailbox or s3.',
        )
    }
    state.plan = chosen.value
    return null
  },
}
