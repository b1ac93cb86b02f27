import { openSftp } from '../../transports/sftp/session.ts'
import { today } from '../config.ts'
import { withLimit } from '../doctor/limit.ts'
import { NO_PIN } from '../doctor/sftp.ts'
import { createNodePorts } from '../node-ports.ts'
import { type Answers, hostAndPort } from './questions.ts'

/** The fingerprint for a configuration, and a sentence about its origin. */
interface FoundKey {
  readonly pin: string
  readonly isShown: boolean
  readonly note: string
}

const LOOK_SECONDS = 10
const SSH_PORT = 22
const UNSENT = 'UNSENT_PASSWORD'

/** The given fingerprint, or the one that the SFTP server shows. */
export async function findHostKey(
  { transport, host = '' }: Answers,
  given: string | undefined,
  say: (line: string) => void,
): Promise<FoundKey> {
  if (given !== undefined) return { pin: given, isShown: false, note: 'Given by you.' }
  if (transport !== 'sftp') return { pin: NO_PIN, isShown: false, note: '' }
  const server = hostAndPort(host)
  say(`Looking at the host key of ${host} …`)
  const pin = await shownHostKey(String(server.host), typeof server.port === 'number' ? server.port : SSH_PORT)
  if (pin !== null) {
    const note = `Shown by the server on ${today()}. Compare the key with the supplier by telephone.`
    return { pin, isShown: true, note }
  }
  say('The server did not answer. `npx orderbridge doctor` shows the key later.')
  const note = 'No server has this key. The server did not answer: write the key that `npx orderbridge doctor` shows.'
  return { pin: NO_PIN, isShown: false, note }
}

/** The key that a server shows, or null if no server answered. Ends before the sign-in, so no password is sent. */
async function shownHostKey(host: string, port: number): Promise<string | null> {
  const { signal, end } = withLimit(LOOK_SECONDS)
  let shown: string | null = null
  try {
    // A pin that no server has ends the connection after the server showed its key.
    const access = { host, port, user: 'orderbridge', password: UNSENT, hostKeys: [NO_PIN], legacy: true }
    const ports = { ...createNodePorts(new Map([[UNSENT, UNSENT]])), signal }
    const opened = await openSftp({ ...access, timeoutSeconds: LOOK_SECONDS }, ports, (print) => {
      shown = print
    })
    if (opened.ok) opened.value.end()
  } finally {
    end()
  }
  return shown
}
