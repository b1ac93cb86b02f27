import * as z from 'zod/mini'
import type { AttemptResult, Json, Phase, Reached } from '../model/attempt-result.ts'
import { findingNote, nothingSent } from '../model/finding.ts'
import { SecretName } from '../profile/secret-name.ts'
import { isOwnMachine } from '../web/clear-text.ts'
import { noConnection } from './no-connection.ts'
import { secretValues, signInSecrets } from './secret-values.ts'
import { type RefusedAddress, type SessionEnd, type Phase as SmtpPhase, smtpSession } from './smtp/session.ts'
import { attemptSeconds, type OutgoingDocument, type Transport } from './transport.ts'

/**
 * Recipients whose mail was accepted: a retry must not mail a recipient twice because another recipient was refused.
 */
const Progress = z.object({ accepted: z.array(z.string()) })

/** The configuration allows only mail formats here: the document is older than the route's mail transport. */
const NO_MAIL = findingNote('mail-other-format')

type ConnectedPhase = Exclude<SmtpPhase, 'connecting'>

/** Sender and recipients count as the folder of a mail. */
const PHASES: Readonly<Record<ConnectedPhase, Phase>> = {
  greeting: 'connect',
  securing: 'secure',
  'signing in': 'sign in',
  addressing: 'open',
  sending: 'write',
}

const isPermanent = (code: number | null): boolean => code !== null && code >= 500

const INSECURE =
  "'none' sends every order, and the password if there is one, in the clear. Use 'starttls' or 'tls'; where the mail server has neither, add insecure: true."

const settings = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      kind: z.literal('smtp'),
      host: z.string().check(z.minLength(1)).check(z.describe('The mail server.')),
      port: z
        ._default(z.int().check(z.gte(1), z.lte(65535)), 587)
        .check(z.describe('The port. Port 25 is closed to Workers.')),
      security: z
        ._default(z.enum(['starttls', 'tls', 'none']), 'starttls')
        .check(z.describe('TLS on request, TLS at once, or none. `none` needs `insecure`, except on this machine.')),
      user: z
        .optional(SecretName)
        .check(z.describe('The name of the secret that holds the user. Give both or neither.')),
      password: z.optional(SecretName).check(z.describe('The name of the secret that holds the password.')),
      timeoutSeconds: attemptSeconds(),
      insecure: z
        ._default(z.boolean(), false)
        .check(z.describe('Allows sending without TLS: the password and every order travel unencrypted.')),
    })
    .check(
      z.refine(({ security, host, insecure }) => security !== 'none' || insecure || isOwnMachine(host), {
        path: ['security'],
        error: INSECURE,
      }),
    )
    .check((context) => {
      const { user, password } = context.value
      const missing = user === undefined ? 'user' : 'password'
      if ((user === undefined) === (password === undefined)) return
      const message = `is missing: \`user\` and \`password\` go together. Name a secret for each, or leave both out.`
      context.issues.push({ code: 'custom', input: context.value, path: [missing], message })
    }),
)

export type SmtpSettings = z.infer<typeof settings>

/** A mail, handed to a mail server of the supplier or of the gateway's operator. */
export const smtp: Transport<SmtpSettings> = {
  kind: 'smtp',
  takes: 'message/rfc822',
  example: { host: 'smtp.supplier.example' },
  settings,
  secrets: ({ user, password }) => [user, password].filter((name) => name !== undefined),
  protection: ({ security }) => (security === 'none' ? 'none' : 'tls'),
  timeoutSeconds: ({ timeoutSeconds }) => timeoutSeconds,

  async deliver(outgoing, settings, ports) {
    const { envelope, bytes } = outgoing.document
    if (!envelope) return { outcome: 'refused', reached: 'no', phase: 'settings', note: NO_MAIL }
    const had = accepted(outgoing)
    const to = envelope.to.filter((address) => !had.includes(address))
    if (to.length === 0) return { outcome: 'delivered', note: findingNote('mail-had') }
    const values = secretValues(smtp.secrets(settings), ports.secrets)
    if (!values.ok) return values.error
    const [user, pass] = values.value
    const credentials = user !== undefined && pass !== undefined ? { user, pass } : null
    const end = await smtpSession({ bytes, envelope: { from: envelope.from, to } }, settings, credentials, ports)
    const result =
      end.ended === 'sent'
        ? afterSending(end, had)
        : end.phase === 'connecting'
          ? await noConnection(settings, ports)
          : beforeSending({ ...end, phase: end.phase }, settings, ports.signal.aborted)
    return had.length > 0 && 'reached' in result && result.reached === 'no' ? withSomeReached(result) : result
  },
}

/** Some recipients have the mail, and the next attempt omits these recipients. */
const withSomeReached = (result: Extract<AttemptResult, { reached: Reached }>): AttemptResult =>
  result.outcome === 'deferred'
    ? { ...result, reached: 'maybe', repeatsNothing: true }
    : { ...result, reached: 'maybe' }

function accepted({ progress }: OutgoingDocument): readonly string[] {
  const read = Progress.safeParse(progress)
  return read.success ? read.data.accepted : []
}

function afterSending(end: Extract<SessionEnd, { ended: 'sent' }>, had: readonly string[]): AttemptResult {
  const progress: Json = { accepted: [...had, ...end.accepted] }
  const [first] = end.refused
  if (!first) return { outcome: 'delivered', progress, note: findingNote('mail-delivered') }
  return { ...refusedAddresses(end.refused, first, 'maybe'), progress }
}

/** A permanently refused address needs a person, whatever the result for the other addresses. */
function refusedAddresses(
  refused: readonly RefusedAddress[],
  first: RefusedAddress,
  reached: 'no' | 'maybe',
): AttemptResult {
  const forGood = refused.filter(({ code }) => isPermanent(code))
  const listed = (all: readonly RefusedAddress[]): string =>
    all.map(({ address, words }) => `${address} (${words})`).join(', ')
  const others = reached === 'maybe' ? ` ${findingNote('mail-others-have')}` : ''
  if (forGood.length > 0) {
    return {
      outcome: 'refused',
      reached,
      phase: 'open',
      note: `${findingNote('mail-refuses', { addresses: listed(forGood) })}${others}`,
    }
  }
  return {
    outcome: 'deferred',
    reached,
    repeatsNothing: true,
    phase: 'open',
    note: `${findingNote('mail-not-yet', { addresses: listed([first]) })}${others}`,
  }
}

/** A permanent reply to STARTTLS: the server does not offer TLS. Without a reply the TLS handshake failed. */
function unsecured(how: '' | '-slow' | '-replied', code: number | null, values: Readonly<Record<string, string>>) {
  if (isPermanent(code)) {
    const steps = (['mail-tls-ask', 'mail-tls-set', 'insecure-risk'] as const).map((step) => findingNote(step))
    return [nothingSent('mail-no-starttls', values), ...steps].join(' ')
  }
  const note = nothingSent(`mail-unsecured${how}`, values)
  return how === '' ? `${note} ${findingNote('mail-certificate', values)}` : note
}

function beforeSending(
  {
    phase,
    code,
    words,
    refused,
    tooLong,
  }: Extract<SessionEnd, { ended: 'early' }> & { readonly phase: ConnectedPhase },
  settings: SmtpSettings,
  timedOut: boolean,
): AttemptResult {
  const { host, port } = settings
  const values = { host, port: String(port), words, code: String(code) }
  const how = code === null ? (timedOut ? '-slow' : '') : '-replied'
  const at = PHASES[phase]
  const later = (note: string): AttemptResult => ({ outcome: 'deferred', reached: 'no', phase: at, note })
  const never = (note: string, routeWide = false): AttemptResult => ({
    ...{ outcome: 'refused', reached: 'no', routeWide, phase: at, note },
  })
  switch (phase) {
    case 'greeting':
      return later(nothingSent(`mail-ungreeted${how}`, values))
    case 'securing':
      return {
        outcome: 'deferred',
        reached: 'no',
        phase: 'secure',
        securing: true,
        note: unsecured(how, code, values),
      }
    case 'signing in': {
      // Omits the server's words: a server may repeat the credentials.
      return isPermanent(code)
        ? never(`${findingNote('mail-password', values)} ${signInSecrets(smtp.secrets(settings))}`, true)
        : later(nothingSent(`mail-sign-in${how === '-replied' ? '-code' : how}`, values))
    }
    case 'addressing': {
      const [first] = refused
      if (first) return refusedAddresses(refused, first, 'no')
      const note = nothingSent(tooLong ? 'mail-too-long' : `mail-not-accepted${how}`, values)
      return isPermanent(code) || tooLong ? never(note, code === 530) : later(note)
    }
    case 'sending':
      // Only an explicit error code is a failure: any other reply belongs to another command.
      if (code === null || code < 400) {
        const end = code !== null ? 'answered' : timedOut ? 'slow' : 'dropped'
        return {
          outcome: 'uncertain',
          phase: 'write',
          note: findingNote(`mail-uncertain-${end}`, values),
        }
      }
      return isPermanent(code)
        ? never(findingNote('mail-rejected-replied', values))
        : later(findingNote('mail-put-off-replied', values))
  }
}
