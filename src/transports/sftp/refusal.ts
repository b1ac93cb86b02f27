import type { Ssh2Error } from '#ssh2'
import type { AttemptResult, Phase } from '../../model/attempt-result.ts'
import type { SftpAccess } from './credentials.ts'
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
  const server = `${host}, port ${port},`
  if (error.message.startsWith('Cannot parse privateKey') || error.message.startsWith('privateKey value')) {
    return faultIn('settings')(
      `The private key in ${access.privateKey} cannot be read. It must be in OpenSSH form or PEM for RSA, with its line breaks${access.passphrase ? `, and the passphrase in ${access.passphrase} must be its own` : '; an encrypted one needs a passphrase'}.`,
    )
  }
  switch (phase) {
    case 'secure':
      if (shown !== '' && !isPinned(shown, hostKeys)) {
        return routeFault(
          `The server at ${server} showed the host key ${shown}, which is not among hostKeys. Ask the supplier whether it has changed; if nobody can say, somebody may be posing as them.`,
        )
      }
      if (error.message.includes('no matching')) {
        const help = legacy ? '' : ' If it knows only old ones, the setting legacy: true adds them.'
        return routeFault(`The server at ${server} and we know no way in common to secure the line.${help}`)
      }
      return later(`The server at ${server} took the connection, but the line could not be secured: ${reason(error)}`)
    case 'sign in':
      if (error.level === 'client-authentication' || SIGN_IN_REFUSALS.has(error.code)) {
        const ports = [access.privateKey && 'key', access.password && 'password'].filter(Boolean).join(' and ')
        return routeFault(`The server at ${server} does not let user ${user} in with the ${ports} of this route.`)
      }
      return later(`The server at ${server} broke off while we signed in: ${reason(error)}`)
    default:
      if (isCut(error) || error.reason === RESOURCE_SHORTAGE) {
        return later(`The server at ${server} let us in, but opened no file transfer: ${reason(error)}`)
      }
      return routeFault(`The server at ${server} let us in, but offers user ${user} no SFTP.`)
  }
}

/** The connection failed; the server did not refuse. */
const isCut = ({ message, level }: Ssh2Error): boolean =>
  level === 'client-socket' ||
  message === CONNECTION_LOST ||
  message === TIMED_OUT ||
  message === 'No response from server'

export const CONNECTION_LOST = 'the line dropped'
export const TIMED_OUT = 'the time was up'

const reason = (error: Ssh2Error): string => {
  if (error.message === TIMED_OUT) return `${TIMED_OUT}. Nothing was sent.`
  return isCut(error) || error.message === 'Connection lost before handshake'
    ? `${CONNECTION_LOST}. Nothing was sent.`
    : 'it does not speak SSH as we know it. Nothing was sent.'
}

const faultIn =
  (phase: Phase) =>
  (note: string): AttemptResult => ({
    ...{ outcome: 'refused', reached: 'no', routeWide: true, phase, note },
  })
const laterIn =
  (phase: Phase) =>
  (note: string): AttemptResult => ({ outcome: 'deferred', reached: 'no', phase, note })
