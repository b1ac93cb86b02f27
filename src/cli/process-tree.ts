import { spawnSync } from 'node:child_process'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

export type Processes = readonly Process[]

/**
 * Child processes of `pid`, and their child processes. Call while the processes run: an orphan has lost its parent's
 * id.
 */
export function descendants(pid: number): Processes {
  const all = processes()
  const found: Process[] = []
  let parents = new Set([pid])
  while (parents.size > 0) {
    const children = all.filter((process) => parents.has(process.parent))
    found.push(...children)
    parents = new Set(children.map((process) => process.pid))
  }
  return found
}

/** Empty on Windows, which has no `ps`: there only wrangler gets the stop signal. */
function processes(): Process[] {
  if (process.platform === 'win32') return []
  const listing = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return (listing.stdout ?? '').split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }] : []
  })
}
