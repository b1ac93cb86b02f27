const WIDTH = 30

export interface Progress {
  show(done: number, total: number | null, words: string): void
  end(): void
}

/** A progress bar on a terminal. Writes nothing if the stream is no terminal. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { show: () => {}, end: () => {} }
  return {
    show: (done, total, words) => stream.write(`\r\u001B[K${bar(done, total)} ${words}`),
    end: () => stream.write('\r\u001B[K'),
  }
}

/** `[########----------------------] 27 %`; without a total only the count. */
export function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return `[${'-'.repeat(WIDTH)}]`
  const share = Math.min(1, done / total)
  const filled = Math.floor(share * WIDTH)
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %`
}
