import { spawnSync } from 'node:child_process'

/** The files that xmllint does not find valid, by the schema or DTD that `how` names, with what it says of them. */
export function invalid(files: readonly string[], how: readonly string[]): ReadonlyMap<string, string> {
  const { status, stderr, error } = spawnSync('xmllint', ['--nonet', '--noout', ...how, ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  const refused = new Map<string, string>()
  for (const file of files) {
    const said = stderr
      .split('\n')
      .filter((line) => line.includes(file) && !line.endsWith(' validates') && !AWAY.test(line))
    if (said.length > 0) refused.set(file, said.slice(0, 3).join('\n'))
  }
  // A status that no file accounts for is the schema's own fault: then nothing was checked.
  if (status !== 0 && refused.size === 0) return new Map(files.map((file) => [file, stderr.slice(0, 500)]))
  return refused
}

/** `--nonet` keeps it from the DTD that a document names; the one it checks by is at hand. */
const AWAY = /failed to load external entity/
