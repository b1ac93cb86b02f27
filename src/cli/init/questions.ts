import type * as z from 'zod/mini'
import { mistakesFrom, WITHOUT_WORDS } from '../../config/sentence.ts'
import { formats } from '../../documents/registry.ts'
import { LANGUAGES } from '../../model/language.ts'
import { didYouMean } from '../../text/suggestion.ts'
import { transports } from '../../transports/registry.ts'
import { exampleSettings } from '../../transports/transport.ts'
import { COUNTRIES } from './country.ts'

/** Answers so far, by the name of their option. A question that was not asked has no entry. */
export type Answers = Readonly<Record<string, string>>

/** A question of `init`. An option of the same name answers the question too. */
export interface Question {
  readonly option: string
  readonly sentence: string
  /** The answer for an empty line; undefined if a person must answer. */
  readonly proposal: string | undefined
  /** A sentence about a wrong answer; null for a right one. */
  problem(answer: string): string | null
}

type Ask = (answers: Answers) => Question | null

const MAIL_TYPE = 'message/rfc822'

/** Whether the chosen transport carries mails only. */
export const isMailTransport = (kind: string): boolean => transports[kind]?.takes === MAIL_TYPE

const ask = (
  option: string,
  sentence: string,
  proposal: string | undefined,
  problem: (answer: string) => string | null,
): Question => ({ option, sentence, proposal, problem })

const oneOfThese =
  (known: readonly string[]) =>
  (answer: string): string | null =>
    known.includes(answer) ? null : `'${answer}' is none of: ${known.join(', ')}.${didYouMean(answer, known)}`

const mailAddress = (answer: string): string | null =>
  schemaProblem(formats.email?.settings, { format: 'email', from: answer, to: ['a@supplier.example'] })

const unlessEmpty =
  (problem: (answer: string) => string | null) =>
  (answer: string): string | null =>
    answer === '' ? null : problem(answer)

/** Every question that has no connection with the transport, in the order in which a person thinks of them. */
const FIRST: readonly Ask[] = [
  () =>
    ask('name', 'Name of the supplier', undefined, (answer) =>
      /^[^\p{Cc}]+$/u.test(answer) ? null : 'The name must be a text on one line.',
    ),
  ({ name = '' }) =>
    ask('supplier', 'Its key, which is part of addresses', keyOf(name) || 'supplier', (answer) =>
      /^[a-z0-9][a-z0-9-]{0,62}$/.test(answer)
        ? null
        : 'The key must be at most 63 lower-case letters, digits and hyphens.',
    ),
  () => ask('country', 'Country (? lists them)', 'BE', oneOfThese(Object.keys(COUNTRIES))),
  ({ country = '' }) =>
    ask('language', 'Language of alerts, mails and refusals', COUNTRIES[country]?.language, oneOfThese(LANGUAGES)),
  () => ask('format', 'Format of the document (? lists them)', 'edifact-d96a', oneOfThese(Object.keys(formats))),
  ({ format = '' }) =>
    formats[format]?.example.recipient === undefined
      ? null
      : ask('recipient', "The supplier's own id in the document, such as a GLN", undefined, (answer) =>
          schemaProblem(formats[format]?.settings, {
            ...{ format, ...formats[format]?.example },
            recipient: { id: answer },
          }),
        ),
  () => ask('transport', 'Transport (? lists them)', 'sftp', oneOfThese(Object.keys(transports))),
]

/** The order desk, the sender of mails and who gets alerts. */
const LAST: readonly Ask[] = [
  ({ format = '', transport = '' }) => {
    const needed = isMailTransport(transport) || format === 'email'
    return needed
      ? ask('desk', 'Mail address of the order desk', undefined, mailAddress)
      : ask(
          'desk',
          'Mail address of the order desk, for a mail about each order (empty: no mail)',
          '',
          unlessEmpty(mailAddress),
        )
  },
  () => ask('alerts', 'Mail address for alerts (empty: no alerts by mail)', '', unlessEmpty(mailAddress)),
  ({ desk = '', alerts = '' }) =>
    desk === '' && alerts === '' ? null : ask('mail-from', 'Sender of these mails', undefined, mailAddress),
  ({ desk = '', format = '', transport = '' }) =>
    desk === '' || isMailTransport(transport) || format === 'email'
      ? null
      : ask('mail-server', "Mail server, as host:port (empty: Cloudflare's own mail)", '', (answer) =>
          answer === '' ? null : transportProblem('smtp', 'host', answer),
        ),
]

/** The next question without an answer; null after the last. */
export function nextQuestion(answers: Answers): Question | null {
  for (const question of questionsFor(answers)) if (answers[question.option] === undefined) return question
  return null
}

/** Every question that these answers lead to. */
export function questionsFor(answers: Answers): Question[] {
  const transport = transports[answers.transport ?? '']
  const about = transport ? transportQuestions(transport.kind) : []
  const asked = (each: Ask): Question[] => [each(answers)].filter((question) => question !== null)
  return [...FIRST.flatMap(asked), ...about, ...LAST.flatMap(asked)]
}

/** The settings of a transport that a person must choose: the settings of the example without names of secrets. */
function transportQuestions(kind: string): Question[] {
  const transport = transports[kind]
  if (!transport) return []
  const secrets = transport.secrets(exampleSettings(transport))
  const asked = Object.entries(transport.example).flatMap(([key, sample]) =>
    typeof sample !== 'string' || secrets.includes(sample)
      ? []
      : [
          ask(key, `${kind}: ${sentenceOf(key)}`, sample.includes('.example') ? undefined : sample, (answer) =>
            transportProblem(kind, key, answer),
          ),
        ],
  )
  if (!FOLDERS.includes(kind)) return asked
  return [
    ...asked,
    ask('folder', `${kind}: folder on the server`, '/in', (text) => transportProblem(kind, 'folder', text)),
  ]
}

const FOLDERS = ['sftp', 'ftp']

const SENTENCES: Readonly<Record<string, string>> = {
  host: 'server, as host or host:port',
  user: 'user on the server',
  url: 'address that gets each document',
  from: 'our AS2 name',
  to: 'the AS2 name of the supplier',
  region: 'region of the bucket',
  bucket: 'bucket',
}

const sentenceOf = (key: string): string => SENTENCES[key] ?? key

/** Settings of a host and, if given, a port. A server that is not an IPv6 address holds one colon at most. */
export function hostAndPort(answer: string): Record<string, unknown> {
  const [, host, port] = /^([^:]+):(\d+)$/.exec(answer) ?? []
  return host === undefined ? { host: answer } : { host, port: Number(port) }
}

/** The settings that the answer to `key` stands for. */
export const settingOf = (key: string, answer: string): Record<string, unknown> =>
  key === 'host' ? hostAndPort(answer) : { [key]: answer }

function transportProblem(kind: string, key: string, answer: string): string | null {
  const transport = transports[kind]
  return schemaProblem(transport?.settings, { kind, ...transport?.example, ...settingOf(key, answer) })
}

/** The schema of a format or of a transport. */
type Schema = z.ZodMiniType

/** The first mistake that `orderbridge config` would find in these settings. */
function schemaProblem(schema: Schema | undefined, settings: Record<string, unknown>): string | null {
  const parsed = schema?.safeParse(settings, WITHOUT_WORDS)
  if (!schema || !parsed || parsed.success) return null
  const [mistake] = mistakesFrom(parsed.error.issues, schema, settings, [])
  return mistake ? `This ${mistake.message}` : 'This is not right.'
}

/** `Fresco Foods` becomes `fresco-foods`. */
const keyOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
