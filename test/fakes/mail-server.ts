import { once } from 'node:events'
import net from 'node:net'

/** Behaviour of a mail server; default: accepts every mail. */
export interface MailScript {
  /** Answers a recipient; the code alone decides. */
  readonly recipient?: (address: string, delivered: readonly ReceivedMail[]) => string
  readonly sender?: string
  readonly password?: string
  readonly greeting?: string
  /** Behaviour after a mail: a reply, a closed connection, or silence. */
  readonly afterData?: string | 'cut' | 'hang'
  /** Takes no longer mail, and says so at once. */
  readonly sizeLimit?: number
  /** Command that gets two replies. */
  readonly stutters?: 'RCPT' | 'DATA'
  readonly hangAt?: 'greeting' | 'quit'
}

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
}

export interface MailServer {
  readonly port: number
  /** Complete mails, whether or not the sender got a reply. */
  readonly received: readonly ReceivedMail[]
  /** Every command, without the message. */
  readonly commands: readonly string[]
  /** Number of open connections. */
  readonly open: number
  /** May be changed between mails. */
  script: MailScript
  close(): void
}

/** A scripted mail server, unencrypted and without STARTTLS. */
export async function mailServer(script: MailScript = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const commands: string[] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  function serve(socket: net.Socket): void {
    const { script: now } = state
    const say = (line: string): void => void socket.write(`${line}\r\n`)
    let mail: { from: string; to: string[]; text: string } | null = null
    let data: string | null = null
    let rest = ''
    if (now.hangAt !== 'greeting') say(now.greeting ?? '220 mail.example')
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== null) {
          if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`
          else {
            received.push({ from: mail?.from ?? '', to: mail?.to ?? [], text: data })
            data = null
            if (now.afterData === 'cut') socket.destroy()
            else if (now.afterData !== 'hang') say(now.afterData ?? '250 taken')
          }
          continue
        }
        commands.push(line)
        const named = /<([^>]*)>/.exec(line)?.[1] ?? ''
        if (/^EHLO/i.test(line)) {
          say('250-mail.example')
          if (now.sizeLimit !== undefined) say(`250-SIZE ${now.sizeLimit}`)
          say(now.password === undefined ? '250 8BITMIME' : '250 AUTH PLAIN')
        } else if (/^AUTH PLAIN/i.test(line)) {
          const given = Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .split('\0')[2]
          say(given === now.password ? '235 welcome' : `535 5.7.8 not with ${given}`)
        } else if (/^MAIL/i.test(line)) {
          mail = { from: named, to: [], text: '' }
          say(now.sender ?? '250 ok')
        } else if (/^RCPT/i.test(line)) {
          const answer = now.recipient?.(named, received) ?? '250 ok'
          if (answer.startsWith('2')) mail?.to.push(named)
          say(now.stutters === 'RCPT' ? `${answer}\r\n${answer}` : answer)
        } else if (/^DATA/i.test(line)) {
          data = ''
          say(now.stutters === 'DATA' ? '354 go on\r\n354 go on' : '354 go on')
        } else if (/^QUIT/i.test(line)) {
          if (now.hangAt === 'quit') continue
          say('221 bye')
          socket.end()
        } else say('500 unknown')
      }
    })
  }

  const state = {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    commands,
    script,
    get open() {
      return [...sockets].filter(({ destroyed }) => !destroyed).length
    },
    close(): void {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
  return state
}
