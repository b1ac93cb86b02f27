import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createGateway, type Gateway } from '../../crash/gateway.ts'
import { createAccount } from '../../servers/account.ts'
import { openCutProxy } from '../../servers/cut-proxy.ts'
import { installed } from '../../servers/debian.ts'
import { makeMisnamed } from '../../servers/misnamed.ts'
import { makeCertificates } from '../../servers/real-mail-server.ts'
import { openAlerts } from './alerts.ts'
import { allTrials } from './all-trials.ts'
import { AS2_FAULTS } from './as2-faults.ts'
import { laterFindings } from './as2-later.ts'
import { type Later, openLater } from './as2-stage.ts'
import { as2Secrets, as2Targets, openIdentities } from './as2-targets.ts'
import { doctorFindings, SEEN_ALONE } from './doctor.ts'
import { FAULTS } from './faults.ts'
import { ftpTargets, type Grounds, sftpTargets } from './file-targets.ts'
import { LOOK_FAULTS } from './look-faults.ts'
import { restart } from './restart.ts'
import { writeSetting } from './setting.ts'
import { r2Finding, s3Target, swiftTargets } from './store-targets.ts'
import type { Target } from './target.ts'
import { type Finding, type Surroundings, tell } from './trial.ts'

/**
 * Tests every file transport and AS2 against real servers on 127.0.0.1, through the gateway of `npm start`:
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
const identities = await openIdentities()
const laters: Later[] = []
let failed = 1
try {
  all.push(
    ...(await sftpTargets(grounds)),
    ...(await ftpTargets(grounds)),
    await s3Target('s3'),
    await s3Target('s3-look'),
    ...(await swiftTargets(folder)),
    ...(await as2Targets(identities)),
  )
  for (const kind of ['notifies', 'acknowledges'] as const) laters.push(await openLater(identities, kind))
  failed = await run(all.filter(({ name }) => values.only?.includes(name) ?? true))
} catch (error) {
  console.log(`The run could not be finished: ${error instanceof Error ? error.stack : error}`)
  console.log('0 passed, 1 failed')
} finally {
  for (const target of all) await target.stop()
  for (const later of laters) await later.close()
  identities.close()
  account.remove()
  if (failed > 0 || values.keep) console.log(`What is left of it: ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
process.exit(failed === 0 ? 0 : 1)

/** Returns the number of wrong findings. */
async function run(targets: readonly Target[]): Promise<number> {
  const alerts = await openAlerts()
  // The gateway's own port is known only when everything else is.
  const front = await openCutProxy(0)
  const setting = writeSetting(targets, grounds, alerts, {
    publicUrl: `http://127.0.0.1:${front.port}`,
    routes: Object.fromEntries(laters.map(({ name, route }) => [name, route])),
    vars: as2Secrets(identities),
  })
  const gateway = await createGateway(setting, folder)
  front.leadTo(Number(new URL(gateway.url).port))
  const around = { url: gateway.url, secrets: setting.secrets, alerts }
  const findings: Finding[] = []
  const note = (finding: Finding): void => void findings.push(tell(finding))
  try {
    await gateway.start()
    const faults = [...FAULTS, ...AS2_FAULTS, ...LOOK_FAULTS].filter(({ name }) => isWanted(name))
    findings.push(...(await allTrials(faults, targets, around)))
    const whole = targets.filter(({ brief }) => !brief)
    if (isWanted('killed and restarted')) for (const finding of await restart(whole, gateway, around)) note(finding)
    // The doctor asks the receivers themselves, so it needs neither the gateway nor the partners of the later answers.
    await Promise.all([laterAnswers(gateway, around, note), doctor(whole, setting, note)])
  } finally {
    await gateway.stop()
    await front.close()
    alerts.close()
  }
  const bad = findings.filter(({ wrong }) => wrong.length > 0).length
  console.log(`${findings.length - bad} passed, ${bad} failed`)
  return findings.length === 0 ? 1 : bad
}

async function laterAnswers(gateway: Gateway, around: Surroundings, note: (finding: Finding) => void): Promise<void> {
  for (const later of laters.filter(({ name }) => values.only?.includes(name) ?? true))
    for (const finding of await laterFindings(later, gateway, around, isWanted)) note(finding)
  if (isWanted('no binding') && !values.only) note(await r2Finding(around))
}

/** One lane a transport, because targets of one transport share servers. All servers for files share a password. */
async function doctor(
  targets: readonly Target[],
  { configFile, varsFile }: { readonly configFile: string; readonly varsFile: string },
  note: (finding: Finding) => void,
): Promise<void> {
  if (!isWanted('doctor')) return
  const ask = async (those: readonly Target[], faults: readonly string[]): Promise<void> => {
    for (const target of those)
      for (const finding of await doctorFindings(target, faults, { config: configFile, vars: varsFile })) note(finding)
  }
  const lanes = Map.groupBy(targets, ({ transport }) => transport.kind)
  await Promise.all([...lanes.values()].map((those) => ask(those, SEEN_ALONE)))
  await ask(targets, ['wrong password'])
}

function isWanted(fault: string): boolean {
  return values.fault?.includes(fault) ?? true
}
