const CHECK_MS = 250

/** Calls back once, when the process that started this one has gone: nobody is left to tell us to end. */
export function whenParentGoes(act: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, CHECK_MS)
  watch.unref()
}
