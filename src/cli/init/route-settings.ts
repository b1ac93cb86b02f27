import { formats } from '../../documents/registry.ts'
import { transports } from '../../transports/registry.ts'
import { exampleSettings } from '../../transports/transport.ts'
import { type Answers, hostAndPort, isMailTransport, settingOf } from './questions.ts'

/** Settings of one route, ready to be written. */
export interface RouteSettings {
  readonly name: string
  readonly document: Readonly<Record<string, unknown>>
  readonly transport: Readonly<Record<string, unknown>>
  /** Settings that hold samples, which a person must replace. */
  readonly samples: readonly string[]
}

const GLN = /^\d{13}$/

/** The routes of these answers. `hostKey` is the key that the SFTP server showed. */
export function routesOf(answers: Answers, hostKey: string): RouteSettings[] {
  const { supplier = '', format = '', transport = '', desk = '' } = answers
  const document = documentOf(answers)
  const chosen = transportOf(supplier, transport, answers, hostKey)
  if (isMailTransport(transport) || format === 'email') {
    const attach = format === 'email' ? {} : { attach: document.settings }
    const mail = { ...mailTo(answers), ...attach }
    return [{ name: 'desk', document: mail, transport: chosen, samples: document.samples }]
  }
  const main = { name: 'erp', document: document.settings, transport: chosen, samples: document.samples }
  if (desk === '') return [main]
  return [main, { name: 'desk', document: mailTo(answers), transport: mailTransport(supplier, answers), samples: [] }]
}

const mailTo = ({ 'mail-from': from = '', desk = '' }: Answers): Record<string, unknown> => ({
  format: 'email',
  from,
  to: [desk],
})

/** The format's example, with the ids that are known. Formats of GS1 accept a GLN as the sender, and nothing else. */
function documentOf({ format = '', recipient }: Answers) {
  const known = formats[format]
  const { sender, recipient: receiver, ...others } = known?.example ?? {}
  const settings: Record<string, unknown> = { format, ...others }
  if (format === 'email') return { settings, samples: [] }
  const own = { id: 'ORDERBRIDGE' }
  const parties = { sender: own, recipient: { id: recipient ?? '' } }
  const takesName = known?.settings.safeParse({ format, ...known.example, ...parties }).success === true
  if (sender !== undefined) settings.sender = takesName ? own : sender
  if (receiver !== undefined) settings.recipient = withQualifier(format, recipient ?? '')
  const isSample = ({ key, value }: { key: string; value: unknown }): boolean =>
    (key === 'sender' && value === sender) || key === 'buyer' || key === 'seller'
  const samples = Object.entries(settings).flatMap(([key, value]) => (isSample({ key, value }) ? [key] : []))
  return { settings, samples }
}

/** In EDIFACT, `14` tells the receiver that the id is a GLN. */
const withQualifier = (format: string, id: string): Record<string, unknown> =>
  format.startsWith('edifact') && GLN.test(id) ? { id, qualifier: '14' } : { id }

function transportOf(supplier: string, kind: string, answers: Answers, hostKey: string): Record<string, unknown> {
  const transport = transports[kind]
  if (!transport) return { kind }
  const secrets = transport.secrets(exampleSettings(transport))
  const settings: Record<string, unknown> = { kind }
  for (const [key, sample] of Object.entries(transport.example)) {
    if (key === 'hostKeys') settings[key] = [hostKey]
    else if (typeof sample === 'string' && !secrets.includes(sample))
      Object.assign(settings, settingOf(key, answers[key] ?? sample))
    else settings[key] = withOwnSecrets(sample, secrets, supplier)
  }
  if (answers.folder !== undefined) settings.folder = answers.folder
  return kind === 'smtp' ? { ...settings, ...signIn(supplier) } : settings
}

/** Each supplier has secrets of its own: `SFTP_PASSWORD` becomes `FRESCO_SFTP_PASSWORD`. */
function withOwnSecrets(sample: unknown, secrets: readonly string[], supplier: string): unknown {
  if (Array.isArray(sample)) return sample.map((entry) => withOwnSecrets(entry, secrets, supplier))
  return typeof sample === 'string' && secrets.includes(sample) ? secretOf(supplier, sample) : sample
}

/** The name of a secret begins with a letter, and a key may begin with a digit. */
export const secretOf = (supplier: string, name: string): string => {
  const prefix = supplier.toUpperCase().replaceAll('-', '_')
  return `${/^\d/.test(prefix) ? 'S' : ''}${prefix}_${name}`
}

const signIn = (supplier: string): Record<string, string> => ({
  user: secretOf(supplier, 'SMTP_USER'),
  password: secretOf(supplier, 'SMTP_PASSWORD'),
})

const mailTransport = (supplier: string, { 'mail-server': server = '' }: Answers): Record<string, unknown> =>
  server === '' ? { kind: 'email' } : { kind: 'smtp', ...hostAndPort(server), ...signIn(supplier) }
