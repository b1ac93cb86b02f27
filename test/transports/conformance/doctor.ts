import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Finding as Seen } from '../../../src/cli/doctor/finding.ts'
import { FAULTS } from './faults.ts'
import type { Target } from './target.ts'
import type { Finding } from './trial.ts'

/** In which phase the doctor must find each of these. */
const PHASES: Readonly<Record<string, readonly string[]>> = {
  none: [],
  'refused port': ['connect'],
  'wrong password': ['sign in'],
  'another identity': ['secure'],
  'no folder': ['open'],
  'denied folder': ['open', 'write'],
}

/** A wrong password of the shared user would be a fault of other targets too. */
export const SEEN_ALONE = Object.keys(PHASES).filter((fault) => fault !== 'wrong password')

/** Runs `orderbridge doctor` against a healthy server and a faulty server. The doctor must leave no file behind. */
export async function doctorFindings(
  target: Target,
  faults: readonly string[],
  files: { readonly config: string; readonly vars: string },
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const name of faults) {
    const phases = PHASES[name] ?? []
    const fault = FAULTS.find((one) => one.name === name)
    if (!fault?.expected(target)) continue
    // A key without the right to list a bucket may still write into the bucket.
    if (name === 'denied folder' && target.family === 'request') continue
    // Only a sent message shows whether a partner can decrypt.
    if (name === 'wrong password' && target.turnedAway) continue
    // Whether certificates fit shows in the answer to an order, and nowhere before.
    if (name === 'wrong password' && target.partner) continue
    target.place.clear()
    await target.proxy.be('open')
    await fault.begin?.(target, '')
    const { code, seen } = await examine(target.name, files)
    await target.proxy.be('open')
    await fault.end?.(target, NOBODY)
    const failed = seen.find(({ verdict }) => verdict === 'bad')
    const wrong: string[] = []
    if (code !== (phases.length === 0 ? 0 : 1)) wrong.push(`it ended with ${code}`)
    if (phases.length === 0 ? failed : !failed || !phases.includes(failed.phase))
      wrong.push(`it failed in: ${failed?.phase ?? 'nothing'}`)
    const left = [...target.place.files().keys()]
    if (left.length > 0) wrong.push(`it left: ${left.join(', ')}`)
    const last = failed ?? seen.findLast(({ phase }) => phase === 'secure') ?? seen.at(-1)
    findings.push({
      ...{ target: target.name, fault: `doctor: ${name}`, documents: left.length, orders: 0, wrong },
      ...{ outcome: failed ? `failed in ${failed.phase}` : 'all well', note: last?.text ?? '' },
    })
  }
  return findings
}

/** No fault here needs an order. */
const NOBODY = {
  ...{
    place: refuse,
    view: refuse,
    outcome: refuse,
    refusal: refuse,
    delivered: refuse,
    held: refuse,
    document: refuse,
  },
  ...{ retryRoute: refuse, isPaused: refuse, act: refuse },
}
function refuse(): never {
  throw new Error('Nobody is at the desk.')
}

function examine(supplier: string, { config, vars }: { readonly config: string; readonly vars: string }) {
  const words = ['doctor', '--supplier', supplier, '--config', config, '--vars', vars, '--json']
  const child = spawn(process.execPath, [path.resolve('src/cli/main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  return new Promise<{ code: number | null; seen: readonly Seen[] }>((resolve, reject) =>
    child.once('close', (code) => {
      try {
        const { places }: { places: readonly { findings: readonly Seen[] }[] } = JSON.parse(text)
        resolve({ code, seen: places.flatMap(({ findings }) => findings) })
      } catch (error) {
        reject(error)
      }
    }),
  )
}
