import { randomBytes } from 'node:crypto'
import { isGroup } from '../../text/parsed-json.ts'
import { sftpFolder } from '../../transports/sftp/folder.ts'
import { isPinned } from '../../transports/sftp/host-key.ts'
import { openSftp } from '../../transports/sftp/session.ts'
import type { SftpSettings } from '../../transports/sftp.ts'
import type { Examine, Tools } from './examine.ts'
import { failedAttempt } from './failed-attempt.ts'
import { type Finding, failed, passed, unsure } from './finding.ts'
import { tryArchive, tryFolder } from './folder.ts'
import { withLimit } from './limit.ts'
import { reach } from './reach.ts'

export const examineSftp: Examine<SftpSettings> = async function* (settings, tools) {
  const { host, port, folder, archiveFolder, completion } = settings
  const socket = yield* reach({ host, port, by: 'socket' })
  if (!socket) return
  socket.destroy()
  const { signal, end } = withLimit(settings.timeoutSeconds)
  try {
    let hostKey = ''
    const opened = await openSftp(settings, { ...tools.ports, signal }, (print) => {
      hostKey = print
    })
    if (hostKey !== '') {
      const finding = keyFinding(hostKey, settings, tools)
      yield finding
      if (finding.verdict === 'bad') return
    }
    if (!opened.ok) return yield failedAttempt(opened.error)
    yield passed('sign in', `User ${settings.user} is let in.`)
    try {
      yield* tryFolder(sftpFolder(opened.value, folder), completion)
      if (archiveFolder !== undefined) yield* tryArchive(sftpFolder(opened.value, archiveFolder))
    } finally {
      opened.value.end()
    }
  } finally {
    end()
  }
}

function keyFinding(hostKey: string, { host, port, hostKeys }: SftpSettings, tools: Tools): Finding {
  const { compared, hostKeys: record } = tools
  if (compared && !isPinned(hostKey, [compared.hostKey])) {
    const help = `Nothing was written down. ${BY_TELEPHONE}`
    return failed('secure', `Host key ${hostKey}, which is not the one that you compared.`, help)
  }
  if (compared) {
    const confirmedOn = new Date(tools.now()).toISOString().slice(0, 10)
    record.add({ host, port, hostKey, confirmedBy: compared.by, confirmedOn })
  }
  const confirmed = record.find(host, port, hostKey)
  const byWhom = confirmed ? `confirmed by ${confirmed.confirmedBy} on ${confirmed.confirmedOn}` : 'confirmed by nobody'
  const pin = `hostKeys: ['${hostKey}']`
  if (!isPinned(hostKey, hostKeys)) {
    const why = hostKeys.includes(ABSENT_PIN)
      ? 'This route pins none yet.'
      : hostKeys.every((pin) => isPinned(NO_PIN, [pin]))
        ? `This route pins ${NO_PIN}, a placeholder that is the key of no server.`
        : `This route pins ${hostKeys.join(', ')}: it may have been changed, or somebody poses as the supplier.`
    const first = confirmed ? 'W' : `${BY_TELEPHONE} Then w`
    return failed('secure', `Host key ${hostKey}, ${byWhom}. ${why}`, `${first}rite into the route's transport: ${pin}`)
  }
  return confirmed
    ? passed('secure', `Host key ${hostKey}, pinned, ${byWhom}.`)
    : unsure('secure', `Host key ${hostKey}, pinned, ${byWhom}.`, BY_TELEPHONE)
}

const BY_TELEPHONE =
  "Telephone the supplier, at a number you had before, and let them read theirs to you. If it is the same, add to this command: --confirm-host-key SHA256:… --by 'who compared it with whom'."

/** The placeholder that `init` writes while a server does not answer. No server has this key. */
export const NO_PIN = `SHA256:${'A'.repeat(43)}`

/** Stands for a route without a pin, so that the doctor can show the server's key. No configuration can have this key. */
const ABSENT_PIN = `SHA256:${randomBytes(32).toString('base64').replace(/=+$/, '')}`

/** Fills in placeholders for missing host keys: the operator runs this command to find the host key. */
export function withoutPins(input: unknown): unknown {
  if (!isGroup(input) || !isGroup(input.suppliers)) return input
  const filled = (route: unknown): unknown => {
    if (!isGroup(route) || !isGroup(route.transport)) return route
    const { kind, hostKeys } = route.transport
    const isBlank = kind === 'sftp' && (hostKeys === undefined || (Array.isArray(hostKeys) && hostKeys.length === 0))
    return isBlank ? { ...route, transport: { ...route.transport, hostKeys: [ABSENT_PIN] } } : route
  }
  const suppliers = Object.entries(input.suppliers).map(([id, supplier]): [string, unknown] => [
    id,
    isGroup(supplier) && Array.isArray(supplier.routes)
      ? { ...supplier, routes: supplier.routes.map(filled) }
      : supplier,
  ])
  return { ...input, suppliers: Object.fromEntries(suppliers) }
}
