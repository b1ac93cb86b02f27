import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createGateway } from '../../crash/gateway.ts'
import { createAccount } from '../../servers/account.ts'
import { installed } from '../../servers/debian.ts'
import { makeMisnamed } from '../../servers/misnamed.ts'
import { makeCertificates } from '../../servers/real-mail-server.ts'
import { openAlerts } from './alerts.ts'
import { doctorFindings } from './doctor.ts'
import { FAULTS, type Fault } from './faults.ts'
import { ftpTargets, type Grounds, sftpTargets } from './file-targets.ts'
import { restart } from './restart.ts'
import { writeSetting } from './setting.ts'
import { r2Finding, s3Target } from './store-targets.ts'
import type { Target } from './target.ts'
import { type Finding, tell, trial } from './trial.ts'

/**
 * Every file transport against real servers on 127.0.0.1, through the gateway as `npm start` runs it:
 * npm run transports -- [--only TARGET …] [--fault NAME …] [--keep]
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    fault: { type: 'string', multiple: true },
    keep: { type: 'boolean', default: false },
  },
})
if (process.getuid?.() !== 0) throw new Error('Run it as root: the servers let in a user that is made for this run.')
installed({ 'openssh-server': '/usr/sbin/sshd', vsftpd: '/usr/sbin/vsftpd', openssl: '/usr/bin/openssl' })

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-transports-'))
chmodSync(folder, 0o755)
const certificatesIn = (name: string) => {
  mkdirSync(path.join(folder, name))
  return makeCertificates(path.join(folder, name))
}
const [trusted, untrusted] = [certificatesIn('trusted'), certificatesIn('untrusted')]
process.env.NODE_EXTRA_CA_CERTS = trusted.authority
const account = createAccount(folder, randomBytes(12).toString('hex'))
const misnamed = makeMisnamed(path.join(folder, 'trusted'))
const grounds: Grounds = { folder, account, trusted, misnamed, untrusted }
const all: Target[] = []
let failed = 1
try {
  all.push(...(await sftpTargets(grounds)), ...(await ftpTargets(grounds)), await s3Target())
  failed = await run(all.filter(({ name }) => values.only?.includes(name) ?? true))
} catch (error) {
  console.log(`The run could not be finished: ${error instanceof Error ? error.stack : error}`)
  console.log('0 passed, 1 failed')
} finally {
  for (const target of all) await target.stop()
  account.remove()
  if (failed > 0 || values.keep) console.log(`What is left of it: ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
process.exit(failed === 0 ? 0 : 1)

/** How many findings were not as they must be. */
async function run(targets: readonly Target[]): Promise<number> {
  const alerts = await openAlerts()
  const setting = writeSetting(targets, grounds, alerts)
  const gateway = await createGateway(setting, folder)
  const around = { url: gateway.url, secrets: setting.secrets, alerts }
  const isWanted = (fault: string): boolean => values.fault?.includes(fault) ?? true
  const findings: Finding[] = []
  const note = (finding: Finding): void => void findings.push(tell(finding))
  try {
    await gateway.start()
    for (const fault of FAULTS.filter(({ name }) => isWanted(name))) {
      const meet = targets.filter((target) => isMet(fault, target))
      if (fault.shared) for (const target of meet) note(await trial(fault, target, around))
      else await Promise.all(meet.map(async (target) => note(await trial(fault, target, around))))
    }
    const whole = targets.filter(({ brief }) => !brief)
    if (isWanted('killed and restarted')) for (const finding of await restart(whole, gateway, around)) note(finding)
    if (isWanted('no binding') && !values.only) note(await r2Finding(around))
    // One after the other: some of what ails them is shared.
    if (isWanted('doctor')) {
      const files = { config: setting.configFile, vars: setting.varsFile }
      for (const target of whole) for (const finding of await doctorFindings(target, files)) note(finding)
    }
  } finally {
    await gateway.stop()
    alerts.close()
  }
  const bad = findings.filter(({ wrong }) => wrong.length > 0).length
  console.log(`${findings.length - bad} passed, ${bad} failed`)
  return findings.length === 0 ? 1 : bad
}

/** A brief target only shows that a document arrives. */
function isMet(fault: Fault, target: Target): boolean {
  return fault.expected(target) !== null && (!target.brief || fault === FAULTS[0])
}
