import type { Ssh2Error } from '#ssh2'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import { findingNote, nothingSent } from '../../model/finding.ts'
import { signInSecrets } from '../secret-values.ts'
import { proofSecrets, type SftpAccess } from './credentials.ts'
import { isPinned } from './host-key.ts'

/**
 * Reasons to disconnect during a sign-in (RFC 4253 §11.1): too many attempts at OpenSSH, no method left, no such user.
 */
const SIGN_IN_REFUSALS: ReadonlySet<unknown> = new Set([2, 14, 15])
/** The server has no free channel now (RFC 4254 §5.1). */
const RESOURCE_SHORTAGE = 4

/** Result of a failure before the first file, by phase. Reads only the messages of ssh2, never the server's text. */
export function refusalOf(error: Ssh2Error, phase: Phase, shown: string, access: SftpAccess): AttemptResult {
  const [routeFault, later] = [faultIn(phase), laterIn(phase)]
  const { host, port, hostKeys, user, legacy } = access
  const at = { host, port: String(port), user }
  if (error.message.startsWith('Cannot parse privateKey') || error.message.startsWith('privateKey value')) {
    return faultIn('settings')(
      findingNote(access.passphrase ? 'key-unreadable-passphrase' : 'key-unreadable', {
        name: access.privateKey ?? '',
        passphrase: access.passphrase ?? '',
      }),
    )
  }
  switch (phase) {
    case 'secure':
      if (shown !== '' && !isPinned(shown, hostKeys)) {
        return routeFault(`${findingNote('host-key-unknown', { ...at, shown })} ${findingNote('host-key-add')}`)
      }
      if (error.message.includes('no matching')) {
        const help = legacy ? '' : ` ${findingNote('ssh-legacy-helps')}`
        return routeFault(`${findingNote('ssh-nothing-common', at)}${help}`)
      }
      return later(nothingSent('ssh-unsecured', { ...at, reason: reason(error) }))
    case 'sign in':
      if (error.level === 'client-authentication' || SIGN_IN_REFUSALS.has(error.code)) {
        const means = access.privateKey ? (access.password ? 'means-both' : 'means-key') : 'means-password'
        const note = findingNote('ssh-user-refused', { ...at, means: findingNote(means) })
        return routeFault(`${note} ${signInSecrets(proofSecrets(access))}`)
      }
      return later(nothingSent('sign-in-broke-off', { ...at, reason: reason(error) }))
    default:
      if (isCut(error) || error.reason === RESOURCE_SHORTAGE) {
        return later(nothingSent('ssh-no-transfer', { ...at, reason: reason(error) }))
      }
      return routeFault(findingNote('ssh-no-sftp', at))
  }
}

/** The connection failed; the server did not refuse. */
const isCut = ({ message, level }: Ssh2Error): boolean =>
  level === 'client-socket' ||
  message === CONNECTION_LOST ||
  message === TIMED_OUT ||
  message === 'No response from server'

export const CONNECTION_LOST = findingNote('line-dropped')
export const TIMED_OUT = findingNote('time-up')

const reason = (error: Ssh2Error): string => {
  if (error.message === TIMED_OUT) return TIMED_OUT
  return isCut(error) || error.message === 'Connection lost before handshake'
    ? CONNECTION_LOST
    : findingNote('ssh-no-ssh')
}

const faultIn =
  (phase: Phase) =>
  (note: string): AttemptResult => ({
    ...{ outcome: 'refused', reached: 'no', routeWide: true, phase, note },
  })
const laterIn =
  (phase: Phase) =>
  (note: string): AttemptResult => ({ outcome: 'deferred', reached: 'no', phase, note })
