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

/** One place that uses a secret. */
interface SecretUse {
  readonly name: string
  /** A finding, which has four languages. */
  readonly use: string
  readonly origin: SecretOrigin
}

/** Lists every secret of the configuration once. */
export function secretNames(gateway: Gateway, users: SecretUsers): SecretName[] {
  const { alerts, heartbeat, linkSecret, console, suppliers } = gateway
  const uses = [
    ...channelSecrets(alerts, findingNote('use-alerts')),
    ...(heartbeat ? [useOf(heartbeat, findingNote('use-heartbeat'), 'address')] : []),
    ...(linkSecret ? [useOf(linkSecret, findingNote('use-links'), 'operator')] : []),
    ...(console?.access ?? []).flatMap(({ who, token }) =>
      token ? [useOf(token, findingNote('use-console', { who }), 'operator')] : [],
    ),
    ...supplierSecrets(suppliers, users),
  ]
  return [...Map.groupBy(uses, ({ name }) => name)].map(([name, all]) => {
    const origins = all.map(({ origin }) => origin)
    return {
      ...{ name, usedBy: usedBy(all) },
      guards: origins.some((origin) => origin === 'operator' || origin === 'apicbase'),
      // A value that another party gives is no value of the operator's, whatever else uses the name.
      origin: origins.find((origin) => origin !== 'operator') ?? 'operator',
    }
  })
}

/** Each use once. */
export const usedBy = (uses: readonly SecretUse[]): string[] => [...new Set(uses.map(({ use }) => use))]

/** Lists the uses of the secrets of suppliers. */
export const supplierSecrets = (suppliers: Gateway['suppliers'], { transports, formats }: SecretUsers): SecretUse[] =>
  Object.entries(suppliers).flatMap(([supplier, { alerts, webhook, api, routes }]) => [
    ...channelSecrets(alerts, findingNote('use-alerts-of', { supplier })),
    ...(webhook?.secrets ?? []).map((name) => useOf(name, findingNote('use-webhook', { supplier }), 'apicbase')),
    ...(api ? [api.clientId, api.clientSecret].map((name) => useOf(name, findingNote('use-api', { supplier }))) : []),
    ...routes.flatMap(({ name: route, transport, document, acknowledgements }) => {
      const use = (code: 'use-route' | 'use-document' | 'use-acknowledgements'): string =>
        findingNote(code, { route, supplier })
      const { kind } = transport
      const { format } = document
      const names = Object.hasOwn(transports, kind) ? (transports[kind]?.secrets(transport) ?? []) : []
      const inside = Object.hasOwn(formats, format) ? (formats[format]?.secrets?.(document) ?? []) : []
      return [
        ...names.map((name) => useOf(name, use('use-route'), kind === 'mailbox' ? 'operator' : 'elsewhere')),
        ...inside.map((name) => useOf(name, use('use-document'))),
        ...(acknowledgements?.token ? [useOf(acknowledgements.token, use('use-acknowledgements'), 'operator')] : []),
      ]
    }),
  ])

const useOf = (name: string, use: string, origin: SecretOrigin = 'elsewhere'): SecretUse => ({ name, use, origin })

const channelSecrets = (alerts: Alerts | undefined, use: string): SecretUse[] =>
  [{ url: alerts?.url, secret: undefined }, ...(alerts?.channels ?? [])].flatMap(({ url, secret }) => [
    ...(url === undefined ? [] : [useOf(url, use, 'address')]),
    ...(secret === undefined ? [] : [useOf(secret, findingNote('use-signing', { what: use }), 'operator')]),
  ])
