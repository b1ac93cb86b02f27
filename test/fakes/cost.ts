import { spawnSync } from 'node:child_process'

interface Cost {
  /** Processor time on a quiet machine. */
  readonly seconds: number
  /** Difference between the process's peak memory and the memory before the work: an upper bound. */
  readonly megabytes: number
}

/**
 * Cost of code in its own process, because other tests use this process's memory. `prepare` may import from `./src`;
 * its memory does not count.
 */
export function costOf({ prepare, work }: { readonly prepare: string; readonly work: string }): Cost {
  const script = `import { startCpuTime } from './test/fakes/cpu-time.ts'
    ${prepare}
    globalThis.gc()
    const [before, cpuTime] = [process.memoryUsage.rss() / 1024, startCpuTime()]
    ${work}
    const [seconds, grown] = [cpuTime() / 1000, process.resourceUsage().maxRSS - before]
    console.log(JSON.stringify({ seconds, megabytes: grown / 1024 }))`
  const words = ['--expose-gc', '--no-warnings', '--input-type=module', '-e', script]
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 })
  if (stdout === '') throw new Error(`It told nothing: ${stderr}`)
  return JSON.parse(stdout)
}
