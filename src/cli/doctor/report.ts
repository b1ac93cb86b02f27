import { styleText } from 'node:util'
import type { Finding } from './finding.ts'

const MARKS = {
  good: styleText('green', '✓'),
  doubt: styleText('yellow', '!'),
  bad: styleText('red', '✗'),
} as const
const PHASE_WIDTH = 9

export function printFinding({ phase, verdict, text, help }: Finding): void {
  console.log(`  ${MARKS[verdict]} ${phase.padEnd(PHASE_WIDTH)} ${text}`)
  if (help !== undefined) console.log(`    ${' '.repeat(PHASE_WIDTH)} → ${help}`)
}

/** Last line of the report. */
export function verdictOn(findings: readonly Finding[]): string {
  const count = (verdict: Finding['verdict']): number =>
    findings.filter((finding) => finding.verdict === verdict).length
  const [failures, doubts] = [count('bad'), count('doubt')]
  const looked = `${findings.length} things looked at`
  if (failures === 0 && doubts === 0) return `${looked}: all well.`
  return `${looked}: ${failures} failed, ${doubts} to be judged by you.`
}
