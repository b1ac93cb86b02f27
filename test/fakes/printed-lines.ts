import { beforeEach, vi } from 'vitest'

/**
 * Catches the lines that commands print in each test of the calling file: `printed` on standard output, `complained` on
 * standard error. `vi.restoreAllMocks()` ends it.
 */
export function printedLines(): { readonly printed: string[]; readonly complained: string[] } {
  const printed: string[] = []
  const complained: string[] = []
  beforeEach(() => {
    printed.length = 0
    complained.length = 0
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
    vi.spyOn(console, 'error').mockImplementation((line: unknown) => void complained.push(String(line)))
  })
  return { printed, complained }
}
