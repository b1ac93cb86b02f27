import { spawnSync } from 'node:child_process'

/** Lists the files that xmllint finds invalid by the schema or DTD in `how`, with xmllint's messages. */
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
  // A failure without a named file means a faulty schema: then xmllint checked no file.
  if (status !== 0 && refused.size === 0) return new Map(files.map((file) => [file, stderr.slice(0, 500)]))
  return refused
}

/** `--nonet` blocks the DTD that a document names. xmllint checks by a local copy. */
const AWAY = /failed to load external entity/
