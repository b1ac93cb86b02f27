import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A document without delivery date has no end of validity: rule R002 only warns. */
const WANTED = /id="PEPPOL-T01-R002"/

/** Lists the files that break a rule of T01. A single JVM checks all files. */
export function brokenRules(files: readonly string[], rules: string, reports: string): ReadonlyMap<string, string> {
  mkdirSync(reports, { recursive: true })
  const [first] = files
  if (!first) return new Map()
  const words = [
    '-cp',
    saxon(),
    'net.sf.saxon.Transform',
    `-xsl:${rules}`,
    `-s:${path.dirname(first)}`,
    `-o:${reports}`,
  ]
  const { status, stderr, error } = spawnSync('java', words, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (error) throw error
  if (status !== 0) throw new Error(stderr.slice(0, 2000))
  const broken = new Map<string, string>()
  for (const file of files) {
    const report = readFileSync(path.join(reports, path.basename(file)), 'utf8')
    if (!report.includes('<svrl:fired-rule')) broken.set(file, 'No rule fired.')
    const failed = report.match(/<svrl:failed-assert[\s\S]*?<\/svrl:failed-assert>/g) ?? []
    const serious = failed.filter((one) => !WANTED.test(one))
    if (serious.length > 0)
      broken.set(
        file,
        serious
          .map((one) => one.replace(/\s+/g, ' '))
          .join('\n')
          .slice(0, 1500),
      )
  }
  return broken
}

function saxon(): string {
  const given = process.env.SAXON_JAR
  if (given) return given
  const listed = execFileSync('dpkg', ['-L', 'libsaxonhe-java'], { encoding: 'utf8' }).split('\n')
  const jar = listed.find((file) => file.endsWith('/Saxon-HE.jar'))
  if (!jar) throw new Error('libsaxonhe-java has no Saxon-HE.jar; name it in SAXON_JAR.')
  return jar
}
