// A process that runs tests for lane.ts, and ends itself when one goes round for ever.
import fc from 'fast-check'
import { countedBlocks } from './coverage.ts'
import type { Answer, Request } from './lane.ts'
import { warmModules } from './modules.ts'
import { gather, type Sentence, vitest } from './suite.ts'
import { watched } from './watch.ts'

/** Always the same values, and no look for a smaller one: that it fails is enough. */
fc.configureGlobal({ seed: 20261124, endOnFailure: true })

const modules = warmModules(process.cwd(), { vitest })
const watch = watched()
function say(answer: Answer): void {
  watch.next()
  process.send?.(answer)
}

process.on('message', (request: Request) => {
  const done = 'places' in request ? measure(request) : attempt(request)
  done.catch((error) => {
    console.error(error)
    process.exit(1)
  })
})

process.on('disconnect', () => process.exit())

async function measure({ tests, places }: Extract<Request, { places: unknown }>): Promise<void> {
  const coverage = await countedBlocks(new Map(places))
  for (const test of tests) {
    say({ at: test })
    modules.forgetAll()
    await coverage.take()
    const sentences = await gather(() => modules.load(test))
    const onLoad = await coverage.take()
    const each = []
    for (const { name, run } of sentences) {
      say({ at: test })
      const started = performance.now()
      const failure = await failureOf(run)
      const ran = await coverage.take()
      // A sentence that fails here would catch every mutant, so the sentence catches none.
      if (failure !== null) console.error(`Left out, because it fails in this runner: ${name}: ${failure}`)
      each.push({
        name,
        ms: performance.now() - started,
        ran: failure === null ? ran : [],
        isLeftOut: failure !== null,
      })
    }
    say({ measured: { test, onLoad, each } })
  }
  say({ done: null, memory: process.memoryUsage.rss() })
}

async function attempt({ file, text, plan }: Extract<Request, { plan: unknown }>): Promise<void> {
  const loaded = new Map<string, readonly Sentence[]>()
  let by: string | null = null
  try {
    modules.put(file, text)
    for (const { test, sentence } of plan) {
      say({ at: test })
      const sentences = loaded.get(test) ?? (await gather(() => modules.load(test)))
      loaded.set(test, sentences)
      const one = sentences[sentence]
      if (one && (await failureOf(one.run)) !== null) {
        by = one.name
        break
      }
    }
  } catch (error) {
    by = `it cannot be loaded: ${String(error).split('\n')[0]}`
  }
  modules.put(file, null)
  say({ done: by, memory: process.memoryUsage.rss() })
}

async function failureOf(run: () => unknown): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    return String(error).slice(0, 2000)
  }
}
