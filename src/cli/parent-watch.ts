const CHECK_MS = 250

/** Calls back once after the parent process has ended: no process is left to send a stop signal. */
export function whenParentGoes(act: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, CHECK_MS)
  watch.unref()
}
