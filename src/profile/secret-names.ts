import type { Alerts } from './alert-settings.ts'
import type { Gateway, Route } from './supplier.ts'

/** The parts that know which of their settings name a secret. */
interface SecretUsers {
  readonly transports: Readonly<Record<string, { secrets(settings: Route['transport']): readonly string[] }>>
  readonly formats: Readonly<Record<string, { secrets?(settings: Route['document']): readonly string[] }>>
}

/** A secret that the configuration names, and the places that use the secret. */
export interface SecretName {
  readonly name: string
  readonly usedBy: string
  /** The secret signs or decrypts data of the gateway, so the secret must be strong. */
  readonly guards: boolean
  readonly origin: SecretOrigin
}

/**
 * Who makes the value: the operator, with a random one; Apicbase, with the key of the webhook; the owner of another system.
 * `address`: the value is an address of the operator's, and no program can invent an address.
 */
type SecretOrigin = 'operator' | 'apicbase' | 'elsewhere' | 'address'

/** Lists every secret of the configuration once. */
export function secretNames(gateway: Gateway, { transports, formats }: SecretUsers): SecretName[] {
  const found = new Map<string, { uses: string[]; guards: boolean; origin: SecretOrigin }>()
  const add = (name: string, use: string, origin: SecretOrigin = 'elsewhere'): void => {
    const guards = origin === 'operator' || origin === 'apicbase'
    const known = found.get(name) ?? { uses: [], guards, origin }
    found.set(name, {
      uses: [...known.uses, use],
      guards: known.guards || guards,
      // A value that another party gives is no value of the operator's, whatever else uses the name.
      origin: known.origin === 'operator' ? origin : known.origin,
    })
  }
  const addChannels = (alerts: Alerts | undefined, use: string): void => {
    for (const { url, secret } of [{ url: alerts?.url, secret: undefined }, ...(alerts?.channels ?? [])]) {
      if (url !== undefined) add(url, use, 'address')
      if (secret !== undefined) add(secret, `signing ${use}`, 'operator')
    }
  }
  addChannels(gateway.alerts, 'alerts')
  if (gateway.heartbeat) add(gateway.heartbeat, 'the heartbeat', 'address')
  if (gateway.linkSecret) add(gateway.linkSecret, 'the links in mails', 'operator')
  for (const { who, token } of gateway.console?.access ?? [])
    if (token) add(token, `the console, for ${who}`, 'operator')
  for (const [id, supplier] of Object.entries(gateway.suppliers)) {
    addChannels(supplier.alerts, `alerts of ${id}`)
    for (const name of supplier.webhook?.secrets ?? []) add(name, `the webhook of ${id}`, 'apicbase')
    if (supplier.api) {
      add(supplier.api.clientId, `the order API of ${id}`)
      add(supplier.api.clientSecret, `the order API of ${id}`)
    }
    for (const route of supplier.routes) {
      const { kind } = route.transport
      const names = Object.hasOwn(transports, kind) ? (transports[kind]?.secrets(route.transport) ?? []) : []
      for (const name of names) add(name, `route ${route.name} of ${id}`, kind === 'mailbox' ? 'operator' : 'elsewhere')
      const { format } = route.document
      const inside = Object.hasOwn(formats, format) ? (formats[format]?.secrets?.(route.document) ?? []) : []
      for (const name of inside) add(name, `the document of route ${route.name} of ${id}`)
      if (route.acknowledgements?.token)
        add(route.acknowledgements.token, `acknowledgements on route ${route.name} of ${id}`, 'operator')
    }
  }
  return [...found].map(([name, { uses, ...others }]) => ({ name, usedBy: [...new Set(uses)].join(', '), ...others }))
}
