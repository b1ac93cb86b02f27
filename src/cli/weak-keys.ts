import type { Gateway } from '../profile/supplier.ts'
import { keyObstacle, namesIn } from '../transports/as2/keys.ts'
import { as2Settings } from '../transports/as2/settings.ts'
import type { Vars } from './vars.ts'

/** A sentence for each AS2 certificate among the secrets whose key is too short. */
export function weakKeys({ suppliers }: Gateway, vars: Vars): string[] {
  const names = Object.values(suppliers).flatMap(({ routes }) =>
    routes.flatMap(({ transport }) => {
      const settings = as2Settings.safeParse(transport)
      if (!settings.success) return []
      return [...namesIn(settings.data.ownCertificate), ...settings.data.partnerCertificates]
    }),
  )
  return [...new Set(names)].flatMap((name) => {
    const obstacle = keyObstacle(vars.get(name) ?? '')
    return obstacle === null ? [] : [`${name} ${obstacle}.`]
  })
}
