import type { Client, Done, Sftp, Ssh2Error } from '#ssh2'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { noConnection } from '../no-connection.ts'
import { openConnection } from '../open-connection.ts'
import type { TransportPorts } from '../transport.ts'
import { algorithmsFor } from './algorithms.ts'
import { proofOf, type SftpAccess, signInMethods } from './credentials.ts'
import { fingerprint, isPinned } from './host-key.ts'
import { CONNECTION_LOST, refusalOf, TIMED_OUT } from './refusal.ts'

/** A connection over which files can be transferred. */
export interface SftpSession {
  /**
   * Sends one request and waits for the reply or for the end of the connection. ssh2 leaves requests unanswered when
   * the connection drops.
   */
  ask<T>(question: (sftp: Sftp, done: Done<T>) => void): Promise<T>
  end(): void
}

/** Connects, checks the pinned host keys and signs in. The error names the failed step. */
export async function openSftp(
  access: SftpAccess,
  ports: TransportPorts,
  onHostKey: (print: string) => void = () => {},
): Promise<Result<SftpSession, AttemptResult>> {
  const proven = proofOf(access, ports.secrets)
  if (!proven.ok) return proven
  const proof = proven.value
  const line = await openConnection(access, ports).catch(() => null)
  if (!line) return err(await noConnection(access, ports))
  const { Client: SshClient } = await import('#ssh2')
  const client = new SshClient()
  let phase: Phase = 'secure'
  let shown = ''
  const ended = new Promise<never>((_, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error(CONNECTION_LOST)))
    client.on('close', () => reject(new Error(CONNECTION_LOST)))
    const timeUp = (): void => reject(new Error(TIMED_OUT))
    // The signal may have aborted while the connection opened.
    if (ports.signal.aborted) timeUp()
    else ports.signal.addEventListener('abort', timeUp, { once: true })
  })
  // Prevents an unhandled rejection if no request is waiting.
  ended.catch(() => client.destroy())
  const ask = <T>(question: (done: Done<T>) => void): Promise<T> =>
    Promise.race([new Promise<T>((resolve, reject) => question(settling(resolve, reject))), ended])

  try {
    await ask<void>((done) => {
      client.on('handshake', () => {
        phase = 'sign in'
      })
      client.on('ready', () => done(null, undefined))
      // Servers with PAM ask for the password in this way.
      client.on('keyboard-interactive', (_name, _text, _language, prompts, answer) =>
        answer(prompts.map(() => proof.password ?? '')),
      )
      client.connect({
        ...proof,
        sock: line,
        username: access.user,
        tryKeyboard: proof.password !== undefined,
        authHandler: signInMethods(proof),
        readyTimeout: 0,
        algorithms: algorithmsFor(access.legacy),
        hostVerifier: (key, verify) => {
          void fingerprint(key).then((print) => {
            shown = print
            onHostKey(print)
            verify(isPinned(print, access.hostKeys))
          })
        },
      })
    })
    phase = 'open'
    const sftp = await ask<Sftp>((done) => client.sftp(done))
    sftp.on('error', () => client.destroy())
    return ok({
      ask: <T>(question: (sftp: Sftp, done: Done<T>) => void) => ask<T>((done) => question(sftp, done)),
      end: () => end(client),
    })
  } catch (error) {
    client.destroy()
    line.destroy()
    return err(refusalOf(error as Ssh2Error, phase, shown, access))
  }
}

/**
 * Ends the session, then closes the socket: a server that does not close would occupy one of the object's connections.
 */
function end(client: Client): void {
  client.end()
  setTimeout(() => client.destroy(), 1_000)
}

const settling =
  <T>(resolve: (value: T) => void, reject: (error: unknown) => void): Done<T> =>
  (error, value) =>
    error ? reject(error) : resolve(value)
