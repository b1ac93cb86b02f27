import type net from 'node:net'
import type { Route } from '../../profile/supplier.ts'
import type { SmtpSettings } from '../../transports/smtp.ts'
import { secure } from './certificate.ts'
import type { Examine, Tools } from './examine.ts'
import { type Findings, failed, passed, unsure } from './finding.ts'
import { reach } from './reach.ts'
import { signIn, type Talk, talkOver } from './smtp-talk.ts'

/** Talks to the mail server up to the recipients, and ends the session before a mail. */
export const examineSmtp: Examine<SmtpSettings> = async function* (settings, tools, route) {
  const { host, port, security } = settings
  let socket: net.Socket | null = yield* reach({ host, port, by: 'socket' })
  if (!socket) return
  try {
    if (security === 'tls') socket = yield* secure(socket, host, tools.now())
    if (!socket) return
    let talk = talkOver(socket)
    const greeting = await talk.receive()
    if (greeting.code !== 220) {
      return yield failed(
        'connect',
        `The mail server does not greet us (${greeting.code}).`,
        'Ask the supplier whether it takes mail from anywhere.',
      )
    }
    let offers = await hello(talk)
    if (security === 'starttls') {
      if (!offers.some((line) => /^STARTTLS$/i.test(line))) {
        return yield failed(
          'secure',
          'The mail server offers no STARTTLS.',
          "Ask for its port with TLS (usually 465, security: 'tls').",
        )
      }
      await talk.say('STARTTLS')
      talk.leave()
      socket = yield* secure(socket, host, tools.now())
      if (!socket) return
      talk = talkOver(socket)
      offers = await hello(talk)
    }
    if (security === 'none') yield unsure('secure', 'Mails go in the clear.', "Ask for 'starttls' or 'tls'.")
    if (!(yield* enter(talk, offers, settings, tools))) return
    yield* address(talk, route)
    await talk.say('QUIT').catch(() => null)
  } catch {
    yield failed('open', 'The mail server broke off, or took too long to answer.', 'Try again; then ask the supplier.')
  } finally {
    socket?.destroy()
  }
}

/** Extensions that the server offers. */
async function hello(talk: Talk): Promise<readonly string[]> {
  const { lines } = await talk.say('EHLO orderbridge.invalid')
  return lines
}

async function* enter(
  talk: Talk,
  offers: readonly string[],
  settings: SmtpSettings,
  { ports }: Tools,
): Findings<boolean> {
  const [user, pass] = [settings.user, settings.password].map((name) => (name ? ports.secrets.get(name) : undefined))
  if (settings.user === undefined) return true
  if (user === undefined || pass === undefined) {
    yield failed('settings', `${settings.user} or ${settings.password} is not set.`, 'Set it in the vars file.')
    return false
  }
  const ways = offers.flatMap((line) => (/^AUTH[ =]/i.test(line) ? line.toUpperCase().split(/[ =]/).slice(1) : []))
  const answer = await signIn(talk, ways, user, pass)
  if (answer?.code === 235) {
    yield passed('sign in', `The user in ${settings.user} is let in.`)
    return true
  }
  // Omits the server's words: a server may repeat the credentials.
  if (answer) {
    yield failed(
      'sign in',
      `The mail server does not take user and password (${answer.code}).`,
      'Compare both with the supplier.',
    )
  } else {
    yield failed(
      'sign in',
      `The mail server offers no way to sign in that we know${ways.length > 0 ? ` (${ways.join(', ')})` : ''}.`,
      'Ask the supplier how programs sign in there.',
    )
  }
  return false
}

const WORDS_LIMIT = 120

/** Checks whether the server would accept this sender and these recipients. */
async function* address(talk: Talk, { document }: Route): Findings {
  const [from, to] = [String(document.from), Array.isArray(document.to) ? document.to.map(String) : []]
  const sender = await talk.say(`MAIL FROM:<${plain(from)}>`)
  if (sender.code >= 300)
    return yield failed('open', `It takes no mail from ${from}: ${words(sender)}.`, 'Ask which senders it takes.')
  for (const recipient of to) {
    const answer = await talk.say(`RCPT TO:<${plain(recipient)}>`)
    if (answer.code < 300) yield passed('open', `It would take a mail for ${recipient}.`)
    else
      yield failed(
        'open',
        `It takes no mail for ${recipient}: ${words(answer)}.`,
        'Compare the address; ask whether it forwards mail to others.',
      )
  }
  await talk.say('RSET')
}

const plain = (address: string): string => address.replace(/[\r\n<>]/g, '')
const words = ({ code, lines }: { readonly code: number; readonly lines: readonly string[] }): string =>
  `${code} ${lines
    .join(' ')
    .replace(/\p{C}+/gu, ' ')
    .slice(0, WORDS_LIMIT)}`.trim()
