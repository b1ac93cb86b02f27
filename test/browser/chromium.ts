import { type Browser, chromium } from 'playwright-core'

/**
 * A page is open for a second, which is too short for the optimising compilers of V8: their threads would take more CPU
 * than their code saves. The baseline compiler stays on.
 */
const SCRIPT_FLAGS = '--js-flags=--no-opt --no-maglev'

/** Starts Debian's `chromium`, or the one that `CHROMIUM` names. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', SCRIPT_FLAGS],
  })
