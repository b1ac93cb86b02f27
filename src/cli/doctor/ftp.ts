import { ftpFolder } from '../../transports/ftp/folder.ts'
import { openFtp } from '../../transports/ftp/session.ts'
import type { FtpSettings } from '../../transports/ftp.ts'
import { judge, lookingWire, unsecured } from './certificate.ts'
import type { Examine } from './examine.ts'
import { failedAttempt } from './failed-attempt.ts'
import { passed, unsure } from './finding.ts'
import { tryArchive, tryFolder } from './folder.ts'
import { withLimit } from './limit.ts'
import { reach } from './reach.ts'

export const examineFtp: Examine<FtpSettings> = async function* (settings, tools) {
  const { host, port, security, user, folder, archiveFolder, completion } = settings
  const socket = yield* reach({ host, port, by: 'socket' })
  if (!socket) return
  socket.destroy()
  const { signal, end } = withLimit(settings.timeoutSeconds)
  const looking = lookingWire()
  try {
    const opened = await openFtp(settings, { ...tools.ports, wire: looking.wire, signal })
    const shown = looking.shown()
    if (shown) {
      const finding = judge(shown, tools.now())
      yield finding
      if (finding.verdict === 'bad') return
    } else if (looking.failure() !== null) return yield unsecured(looking.failure())
    else if (security === 'none') yield unsure('secure', 'Password and orders go in the clear.', IN_THE_CLEAR)
    if (!opened.ok) return yield failedAttempt(opened.error)
    yield passed('sign in', `User ${user} is let in.`)
    try {
      yield* tryFolder(ftpFolder(opened.value, folder, signal), completion)
    } finally {
      opened.value.close()
    }
    if (archiveFolder === undefined) return
    const archive = await openFtp({ ...settings, folder: archiveFolder }, { ...tools.ports, signal })
    if (!archive.ok) return yield failedAttempt(archive.error)
    try {
      yield* tryArchive(ftpFolder(archive.value, archiveFolder, signal, true))
    } finally {
      archive.value.close()
    }
  } finally {
    end()
  }
}

const IN_THE_CLEAR = "Ask the supplier for 'explicit' TLS, or SFTP; anyone on the way can read along."
