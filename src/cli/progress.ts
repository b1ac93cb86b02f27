const WIDTH = 30
/** A command that ends sooner needs no progress. */
const SHOWN_AFTER_MS = 1_000

export interface Progress {
  show(done: number, total: number | null, words: string): void
  end(): void
}

export const NO_PROGRESS: Progress = { show: () => {}, end: () => {} }

/** Progress on a terminal, from the first second on. Writes nothing if the stream is no terminal. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): Progress {
  if (!stream.isTTY) return NO_PROGRESS
  const startedAt = now()
  let isShown = false
  return {
    show(done, total, words) {
      if (now() - startedAt < SHOWN_AFTER_MS) return
      isShown = true
      stream.write(`\r\u001B[K${total === null ? '' : `${bar(done, total)} `}${words}`)
    },
    end() {
      if (isShown) stream.write('\r\u001B[K')
      isShown = false
    },
  }
}

/** `[########----------------------] 27 %`; without a total no share. */
export function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return `[${'-'.repeat(WIDTH)}]`
  const share = Math.min(1, done / total)
  const filled = Math.floor(share * WIDTH)
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %`
}
