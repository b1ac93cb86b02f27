import { runCourier } from '../courier/main.ts'
import { HELP } from '../courier/options.ts'
import type { Command } from './command.ts'

/** The courier from a clone. Where nothing of ours is installed, `npm run courier` makes it one file. */
export const courier: Command = { help: HELP, run: runCourier }
