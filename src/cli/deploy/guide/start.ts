import { existsSync } from 'node:fs'
import type { Gateway } from '../../../profile/supplier.ts'
import { today } from '../../config.ts'
import { readGateway } from '../../gateway-file.ts'
import { fileOr } from '../../place.ts'
import { WAITS } from '../../report.ts'
import type { Vars } from '../../vars.ts'
import { readVarsFile } from '../../vars-file.ts'
import { goLive } from './go-live.ts'
import { isDone, runGuide } from './guide.ts'
import { readState, writeState } from './state.ts'
import type { Guide, GuidePorts } from './step.ts'
import { runWrangler, terminalPorts } from './terminal.ts'

/** The part of the command line that the guide needs. */
export interface GuideRequest {
  /** The configuration's file, and the configuration. */
  readonly file: string
  readonly gateway: Gateway
  readonly vars: string | undefined
  /** Whether the guide begins again, or only shows the list for going live. */
  readonly wish: 'go on' | 'again' | 'go-live'
}

/** The guide, for a person at the terminal. */
export interface TerminalGuide {
  /** The steps that are done. After all of them, a gateway that does not answer is a fault, and no first deploy. */
  progress(): 'none' | 'some' | 'all'
  /** Resolves to the exit code. */
  start(request: GuideRequest): Promise<number>
}

const STATE_FILE = fileOr(undefined, '.orderbridge/deploy.json')

export const terminalGuide: TerminalGuide = {
  progress() {
    const state = readState(STATE_FILE)
    if (isDone(state)) return 'all'
    return state.done.length > 0 ? 'some' : 'none'
  },
  start,
}

async function start({ file, gateway, vars, wish }: GuideRequest): Promise<number> {
  const state = readState(STATE_FILE)
  if (wish === 'again') state.done = []
  const { close, ...terminal } = terminalPorts()
  const ports: GuidePorts = {
    ...terminal,
    vars: varsHere(vars),
    wrangler: (words, how) =>
      runWrangler(words, how, {
        ORDERBRIDGE_CONFIG: file,
        ...(state.account === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: state.account }),
      }),
    async readGateway() {
      const read = await readGateway(file, today())
      if (read.ok) return read.value
      for (const { path, message } of read.error) terminal.say(`  ${path}: ${message}`)
      return null
    },
  }
  const guide: Guide = { ports, state, gateway, secrets: new Map() }
  const save = (): void => writeState(STATE_FILE, state)
  try {
    if (wish !== 'go-live') return await runGuide(guide, save)
    // The configuration may have a newer address than the last guide.
    state.address = gateway.publicUrl ?? state.address
    const open = await goLive(guide)
    save()
    return open === 0 ? 0 : WAITS
  } finally {
    close()
  }
}

/** Secrets of the vars file, if the file is there; the environment's CONSOLE_TOKEN wins. */
function varsHere(file: string | undefined): Vars {
  const place = fileOr(file, '.dev.vars')
  const known = file !== undefined || existsSync(place) ? [...readVarsFile(place)] : []
  const token = process.env.CONSOLE_TOKEN
  return new Map(token ? [...known, ['CONSOLE_TOKEN', token]] : known)
}
