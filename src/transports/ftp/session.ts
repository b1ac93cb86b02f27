import { Client, FTPError } from 'basic-ftp'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import { findingNote, nothingSent } from '../../model/finding.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { noConnection } from '../no-connection.ts'
import { openConnection } from '../open-connection.ts'
import { secretValues, signInSecrets } from '../secret-values.ts'
import type { TransportPorts } from '../transport.ts'
import { startTls, takeControl, takeSecured } from './tls.ts'

export interface FtpAccess {
  readonly host: string
  readonly port: number
  readonly security: 'explicit' | 'implicit' | 'none'
  readonly user: string
  /** Name of a secret. */
  readonly password: string
  readonly folder: string
}

/** Connects, secures the connection, signs in and enters the folder. The error names the failed step. */
export async function openFtp(access: FtpAccess, ports: TransportPorts): Promise<Result<Client, AttemptResult>> {
  const { host, security, user, folder } = access
  const { wire, signal, secrets } = ports
  const values = secretValues([access.password], secrets)
  if (!values.ok) return values
  const [password = ''] = values.value
  if (/[\r\n\0]/.test(password)) return err(unsayable(access.password))
  const begin = security === 'implicit' ? 'paused' : 'flowing'
  const line = await openConnection(access, ports, begin).catch(() => null)
  if (!line) return err(await noConnection(access, ports))
  // Disables the library's time limits: the attempt has a time limit.
  const client = new Client(0)
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
  aborted.catch(() => client.close())
  let phase: Phase = 'connect'
  try {
    // The listener cannot see an abort that came before the connection opened.
    signal.throwIfAborted()
    if (security === 'implicit') {
      phase = 'secure'
      takeSecured(client, await Promise.race([wire.secure(line, host), aborted]), host)
      phase = 'connect'
    } else takeControl(client, line)
    await greeting(client)
    if (security === 'explicit') {
      phase = 'secure'
      await startTls(client, wire, host)
    }
    phase = 'sign in'
    await client.login(user, password)
    await client.useDefaultSettings()
    phase = 'open'
    if (folder !== '.') await client.cd(folder)
    return ok(client)
  } catch (error) {
    client.close()
    line.destroy()
    return err(refusalOf(error instanceof FTPError ? error : null, phase, access, signal))
  }
}

/** ProFTPD and others use the code for a wrong password when no connection is free. Other servers use 421. */
const TOO_MANY = /\b(maximum|too many)\b.{0,40}\b(clients|users|connections|sessions|logins)\b/i

/** A line break in the password would end the FTP command and start another command. */
const unsayable = (name: string): AttemptResult => faultIn('settings')(nothingSent('ftp-password-unsayable', { name }))

/** A server that is not ready may first send a preliminary reply (120). */
const greeting = ({ ftp }: Client): Promise<void> =>
  ftp.handle(undefined, (answer, task) => {
    if (answer instanceof Error) task.reject(answer)
    else if (answer.code >= 200) task.resolve(undefined)
  })

/** Result of a failure before the first file, by phase and by reply code. */
function refusalOf(answer: FTPError | null, phase: Phase, access: FtpAccess, signal: AbortSignal): AttemptResult {
  const code = answer?.code ?? null
  const [routeFault, later] = [faultIn(phase), laterIn(phase)]
  const { host, port, security, user, folder } = access
  const hasNoRoom = answer?.code === 530 && TOO_MANY.test(answer.message)
  const lasting = code !== null && code >= 500 && !hasNoRoom
  const reason =
    code === null
      ? findingNote(signal.aborted ? 'time-up' : 'line-dropped')
      : findingNote('it-answered', { code: String(code) })
  const values = { host, port: String(port), user, folder, reason }
  switch (phase) {
    case 'connect':
      if (lasting) return routeFault(findingNote('ftp-turned-away', values))
      return later(nothingSent('ftp-ungreeted', values))
    case 'secure': {
      if (lasting) {
        return routeFault(`${findingNote('ftp-no-tls', values)} ${findingNote('insecure-risk')}`)
      }
      const failed = code === null && !signal.aborted
      if (!failed) return later(nothingSent('ftp-unsecured', values))
      const note = `${nothingSent('ftp-certificate', values)} ${findingNote('certificate-expired')}`
      return { ...later(note), securing: true }
    }
    case 'sign in': {
      if (lasting) {
        const code = security === 'none' ? 'ftp-user-refused-or-tls' : 'ftp-user-refused'
        return routeFault(`${findingNote(code, values)} ${signInSecrets([access.password])}`)
      }
      return later(nothingSent('sign-in-broke-off', values))
    }
    default:
      if (lasting) return routeFault(`${findingNote('ftp-no-folder', values)} ${findingNote('nothing-created')}`)
      return later(nothingSent('ftp-folder-unopened', values))
  }
}

const faultIn = (phase: Phase) => (note: string) =>
  ({ outcome: 'refused', reached: 'no', routeWide: true, phase, note }) as const
const laterIn = (phase: Phase) => (note: string) => ({ outcome: 'deferred', reached: 'no', phase, note }) as const
