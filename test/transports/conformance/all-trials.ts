import { FAULTS, type Fault } from './faults.ts'
import type { Target } from './target.ts'
import { type Finding, repair, type Surroundings, tell, trial } from './trial.ts'

/**
 * Every target meets its faults. Targets of one server meet them in turn, because a fault of the server is a fault of
 * each. Everything else happens at the same time: most of a fault is waiting.
 */
export async function allTrials(
  faults: readonly Fault[],
  targets: readonly Target[],
  around: Surroundings,
): Promise<Finding[]> {
  const findings: Finding[] = []
  const failed: [Fault, Target][] = []
  async function meet(fault: Fault, those: readonly Target[]): Promise<void> {
    for (const target of those.filter((one) => isMet(fault, one))) {
      const finding = tell(await trial(fault, target, around))
      if (finding.wrong.length === 0) findings.push(finding)
      else {
        failed.push([fault, target])
        await repair(fault, target, around)
      }
    }
  }
  for (const fault of faults) {
    const { inTurn } = fault
    if (inTurn) await Promise.all(grouped(targets, inTurn).map((those) => meet(fault, those)))
  }
  await Promise.all(
    grouped(targets, ({ server }) => server).map(async (those) => {
      for (const fault of faults) if (!fault.inTurn) await meet(fault, those)
    }),
  )
  // A slow moment of the machine is no bug: nothing else happens during a second trial.
  for (const [fault, target] of failed) {
    console.log('       Once more, alone:')
    findings.push(tell(await trial(fault, target, around, '-alone')))
  }
  return findings
}

const grouped = (targets: readonly Target[], by: (target: Target) => unknown): Target[][] => [
  ...Map.groupBy(targets, by).values(),
]

/** A brief target only shows that a document arrives. A target with a check also shows the result of the check. */
function isMet(fault: Fault, target: Target): boolean {
  if (fault.expected(target) === null) return false
  return fault.looks === true || !target.brief || fault === FAULTS[0]
}
