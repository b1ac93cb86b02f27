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
}

/** Lists every secret of the configuration once. */
export function secretNames(gateway: Gateway, { transports, formats }: SecretUsers): SecretName[] {
  const found = new Map<string, { uses: string[]; guards: boolean }>()
  const add = (name: string, use: string, guards = false): void => {
    const known = found.get(name) ?? { uses: [], guards: false }
    found.set(name, { uses: [...known.uses, use], guards: known.guards || guards })
  }
  const addChannels = (alerts: Alerts | undefined, use: string): void => {
    for (const { url, secret } of [{ url: alerts?.url, secret: undefined }, ...(alerts?.channels ?? [])]) {
      if (url !== undefined) add(url, use)
      if (secret !== undefined) add(secret, `signing ${use}`, true)
    }
  }
  addChannels(gateway.alerts, 'alerts')
  if (gateway.heartbeat) add(gateway.heartbeat, 'the heartbeat')
  if (gateway.linkSecret) add(gateway.linkSecret, 'the links in mails', true)
  for (const { who, token } of gateway.console?.access ?? []) if (token) add(token, `the console, for ${who}`, true)
  for (const [id, supplier] of Object.entries(gateway.suppliers)) {
    addChannels(supplier.alerts, `alerts of ${id}`)
    for (const name of supplier.webhook?.secrets ?? []) add(name, `the webhook of ${id}`, true)
    if (supplier.api) {
      add(supplier.api.clientId, `the order API of ${id}`)
      add(supplier.api.clientSecret, `the order API of ${id}`)
    }
    for (const route of supplier.routes) {
      const { kind } = route.transport
      const names = Object.hasOwn(transports, kind) ? (transports[kind]?.secrets(route.transport) ?? []) : []
      for (const name of names) add(name, `route ${route.name} of ${id}`, kind === 'mailbox')
      const { format } = route.document
      const inside = Object.hasOwn(formats, format) ? (formats[format]?.secrets?.(route.document) ?? []) : []
      for (const name of inside) add(name, `the document of route ${route.name} of ${id}`)
      if (route.acknowledgements?.token)
        add(route.acknowledgements.token, `acknowledgements on route ${route.name} of ${id}`, true)
    }
  }
  return [...found].map(([name, { uses, guards }]) => ({ name, usedBy: [...new Set(uses)].join(', '), guards }))
}
