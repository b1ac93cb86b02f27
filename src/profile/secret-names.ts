import { findingNote } from '../model/finding.ts'
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
  /** Each use is a finding, which has four languages. */
  readonly usedBy: readonly string[]
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
      if (secret !== undefined) add(secret, findingNote('use-signing', { what: use }), 'operator')
    }
  }
  addChannels(gateway.alerts, findingNote('use-alerts'))
  if (gateway.heartbeat) add(gateway.heartbeat, findingNote('use-heartbeat'), 'address')
  if (gateway.linkSecret) add(gateway.linkSecret, findingNote('use-links'), 'operator')
  for (const { who, token } of gateway.console?.access ?? [])
    if (token) add(token, findingNote('use-console', { who }), 'operator')
  for (const [supplier, { alerts, webhook, api, routes }] of Object.entries(gateway.suppliers)) {
    addChannels(alerts, findingNote('use-alerts-of', { supplier }))
    for (const name of webhook?.secrets ?? []) add(name, findingNote('use-webhook', { supplier }), 'apicbase')
    if (api) {
      add(api.clientId, findingNote('use-api', { supplier }))
      add(api.clientSecret, findingNote('use-api', { supplier }))
    }
    for (const route of routes) {
      const use = (code: 'use-route' | 'use-document' | 'use-acknowledgements'): string =>
        findingNote(code, { route: route.name, supplier })
      const { kind } = route.transport
      const names = Object.hasOwn(transports, kind) ? (transports[kind]?.secrets(route.transport) ?? []) : []
      for (const name of names) add(name, use('use-route'), kind === 'mailbox' ? 'operator' : 'elsewhere')
      const { format } = route.document
      const inside = Object.hasOwn(formats, format) ? (formats[format]?.secrets?.(route.document) ?? []) : []
      for (const name of inside) add(name, use('use-document'))
      if (route.acknowledgements?.token) add(route.acknowledgements.token, use('use-acknowledgements'), 'operator')
    }
  }
  return [...found].map(([name, { uses, ...others }]) => ({ name, usedBy: [...new Set(uses)], ...others }))
}
