import type { Gateway } from '../../../profile/supplier.ts'
import { bound } from '../../doctor/bindings.ts'
import { confirm, INPUT_ENDED, type Step, stop } from './step.ts'

/** Addresses to which the gateway sends by Cloudflare's own mail. */
export function mailAddresses({ alerts, suppliers }: Gateway): string[] {
  const channels = [alerts, ...Object.values(suppliers).map((supplier) => supplier.alerts)]
  const all = [
    ...channels.flatMap((one) => [
      ...(one?.mail?.to ?? []),
      ...(one?.channels ?? []).flatMap((channel) => channel.mail?.to ?? []),
    ]),
    ...Object.values(suppliers).flatMap(({ routes }) =>
      routes.flatMap(({ transport, document: { to } }) =>
        transport.kind === 'email' && Array.isArray(to) ? to.map(String) : [],
      ),
    ),
  ]
  return [...new Set(all)]
}

/** Mail to a verified address is free on every plan. Without verification the mail of the Free plan is refused. */
export const mail: Step = {
  name: 'mail',
  title: 'Email',
  again: true,
  async run({ ports, state, gateway }) {
    const all = mailAddresses(gateway)
    if (all.length === 0) {
      ports.say('  The configuration sends no mail by Cloudflare.')
      return null
    }
    const verified = state.done.includes(mail.name) ? (state.verified ?? []) : []
    const addresses = all.filter((address) => !verified.includes(address))
    const binding = bound(ports.readToml(), 'send_email', 'EMAIL')
    if (binding.verdict === 'bad') return stop(`${binding.text} ${binding.help ?? ''}`)
    if (addresses.length === 0) {
      ports.say('  Each address is verified, as you said before.')
      return null
    }
    ports.say('  Under Email, Destination addresses in the Cloudflare dashboard, add each address:')
    for (const address of addresses) ports.say(`    ${address}`)
    ports.say('  Cloudflare sends each address a mail, with a link to press.')
    if (state.plan === 'paid') ports.say('  On the Paid plan an onboarded sending domain reaches every address.')
    const isVerified = await confirm(ports, 'Is each address verified, or the sending domain onboarded?')
    if (isVerified === null) return INPUT_ENDED
    if (!isVerified) return stop('Verify the addresses, then run the guide again. The guide goes on here.')
    state.verified = all
    return null
  },
}
