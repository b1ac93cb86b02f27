import { createHmac } from 'node:crypto'
import type net from 'node:net'

/** A reply to a command (RFC 5321 §4.2). */
export interface Answer {
  readonly code: number
  readonly lines: readonly string[]
}

/** A dialogue with a mail server, without a mail. */
export type Talk = ReturnType<typeof talkOver>

const ANSWER_MS = 10_000

export function talkOver(socket: net.Socket) {
  const waiting: ((answer: Answer) => void)[] = []
  const received: Answer[] = []
  let rest = ''
  let lines: string[] = []
  const take = (chunk: Buffer): void => {
    const whole = `${rest}${chunk.toString('utf8')}`.split(/\r?\n/)
    rest = whole.pop() ?? ''
    for (const line of whole) {
      lines.push(line.slice(4))
      if (/^\d{3}-/.test(line)) continue
      const answer = { code: Number(line.slice(0, 3)) || 0, lines }
      lines = []
      const next = waiting.shift()
      if (next) next(answer)
      else received.push(answer)
    }
  }
  socket.on('data', take)
  const receive = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const early = received.shift()
      if (early) return resolve(early)
      const fail = (): void => reject(new Error('No answer came.'))
      const timer = setTimeout(fail, ANSWER_MS)
      socket.once('close', fail)
      waiting.push((answer) => {
        clearTimeout(timer)
        socket.removeListener('close', fail)
        resolve(answer)
      })
    })
  return {
    receive,
    /** Rejects if the connection drops, or if the reply takes too long. */
    say(command: string): Promise<Answer> {
      const answer = receive()
      socket.write(`${command}\r\n`)
      return answer
    },
    /** Stops listening, because TLS takes over the socket. */
    leave: () => void socket.removeListener('data', take),
  }
}

/** Signs in by the first method that both sides know; null without a common method (RFC 4954). */
export async function signIn(
  talk: Talk,
  offered: readonly string[],
  user: string,
  pass: string,
): Promise<Answer | null> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  if (offered.includes('PLAIN')) return talk.say(`AUTH PLAIN ${base64(`\0${user}\0${pass}`)}`)
  if (offered.includes('LOGIN')) {
    const asked = await talk.say('AUTH LOGIN')
    if (asked.code !== 334) return asked
    const named = await talk.say(base64(user))
    return named.code === 334 ? talk.say(base64(pass)) : named
  }
  if (offered.includes('CRAM-MD5')) {
    const asked = await talk.say('AUTH CRAM-MD5')
    if (asked.code !== 334) return asked
    const digest = createHmac('md5', pass)
      .update(Buffer.from(asked.lines[0] ?? '', 'base64'))
      .digest('hex')
    return talk.say(base64(`${user} ${digest}`))
  }
  return null
}
